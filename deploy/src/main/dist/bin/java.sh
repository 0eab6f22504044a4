# Read by the launchers beside it: finds Java and becomes it.
# shellcheck shell=sh

JAVA_NEEDED=17

# major version of the Java in $1; empty when there is none or it does not run
java_major() {
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

# main class, flags, arguments of the program
start_java() {
  main=$1
  flags=$2
  shift 2
  java=$(find_java)
  [ -n "$java" ] || say_java_is_missing "no Java found in PATH, and JAVA_HOME is not set."
  major=$(java_major "$java")
  [ -n "$major" ] || say_java_is_missing "$java does not run."
  [ "$major" -ge "$JAVA_NEEDED" ] || say_java_is_missing "$java is Java $major."
  [ "$major" -lt 24 ] || flags="$flags --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  # only a shell can tell portably whether somebody looks on
  out=false
  err=false
  [ ! -t 1 ] || out=true
  [ ! -t 2 ] || err=true
  home=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
  # shellcheck disable=SC2086 # flags are words
  exec "$java" $flags ${MORTISE_JAVA_OPTS:-} -Dmortise.home="$home" \
    -Dmortise.terminal.out="$out" -Dmortise.terminal.err="$err" -Dfile.encoding=UTF-8 \
    -cp "$home/lib/*" "$main" "$@"
}
