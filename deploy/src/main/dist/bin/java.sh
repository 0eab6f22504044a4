# Read by the launchers beside it: finds Java and becomes it.
# They are told: java (the program), major (its version), home (of this installation).
# shellcheck shell=sh

JAVA_NEEDED=17

# Major version of the Java in $1; empty when there is none or it does not run. The file beside it that says so is read
# first: asking takes a start of Java, which whoever waits for a controller waits for, too.
java_major() {
  told=$(dirname -- "$(dirname -- "$(readlink -f -- "$1")")")/release
  if [ -x "$1" ] && [ -r "$told" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$told")
    if [ -n "$version" ]; then
      echo "$version"
      return
    fi
  fi
  "$1" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \(1\.\)\{0,1\}\([0-9]*\).*/\2/p'
}

find_java() {
  if [ -n "${MORTISE_JAVA:-}" ]; then
    echo "$MORTISE_JAVA"
  elif [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    echo "$JAVA_HOME/bin/java"
  else
    command -v java || true
  fi
}

say_java_is_missing() {
  {
    echo "$(basename -- "$0"): $1"
    echo "It needs Java $JAVA_NEEDED or newer. Debian and Ubuntu: sudo apt install openjdk-17-jre-headless"
    echo "A Java elsewhere: set JAVA_HOME, or MORTISE_JAVA to the java program itself."
  } >&2
  exit 69
}

need_java() {
  java=$(find_java)
  [ -n "$java" ] || say_java_is_missing "no Java found in PATH, and JAVA_HOME is not set."
  major=$(java_major "$java")
  [ -n "$major" ] || say_java_is_missing "$java does not run."
  [ "$major" -ge "$JAVA_NEEDED" ] || say_java_is_missing "$java is Java $major."
  home=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
}

# main class, flags, arguments of the program
start_java() {
  main=$1
  flags=$2
  shift 2
  [ "$major" -lt 24 ] || flags="$flags --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  # only a shell can tell portably whether somebody looks on
  out=false
  err=false
  [ ! -t 1 ] || out=true
  [ ! -t 2 ] || err=true
  # shellcheck disable=SC2086 # flags are words
  exec "$java" $flags ${MORTISE_JAVA_OPTS:-} -Dmortise.home="$home" \
    -Dmortise.terminal.out="$out" -Dmortise.terminal.err="$err" -Dfile.encoding=UTF-8 \
    -cp "$home/lib/*" "$main" "$@"
}
