# Read by deploy/demo, deploy/test and deploy/bench: what they need before they can begin, and how they end.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
WORK=$ROOT/.mortise # everything that the scripts make outside of target/
JDK_NEEDED=17

say() { printf '%s\n' "$*" >&2; }

missing() {
  say "$(basename "$0"): $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 69
}

# a JDK, not only a Java: the compiler is needed
need_jdk() {
  local javac=${JAVA_HOME:+$JAVA_HOME/bin/javac}
  javac=${javac:-$(command -v javac || true)}
  if [ -z "$javac" ] || [ ! -x "$javac" ]; then
    missing "no JDK found (javac)${JAVA_HOME:+ in JAVA_HOME=$JAVA_HOME}." \
      "A JDK $JDK_NEEDED or newer builds Mortise. Debian and Ubuntu: sudo apt install openjdk-17-jdk-headless" \
      "A JDK elsewhere: set JAVA_HOME to its directory."
  fi
  local version
  version=$("$javac" -version 2>&1 | sed 's/^javac \(1\.\)\{0,1\}\([0-9]*\).*/\2/')
  if ! [ "$version" -ge "$JDK_NEEDED" ] 2>/dev/null; then
    missing "$javac is version $version; a JDK $JDK_NEEDED or newer is needed." \
      "Debian and Ubuntu: sudo apt install openjdk-17-jdk-headless, or set JAVA_HOME to a newer one."
  fi
  if [ -z "${JAVA_HOME:-}" ]; then
    JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$javac")")")
    export JAVA_HOME
  fi
}

# apt_install PACKAGE...: true when they are there afterwards
apt_install() {
  command -v apt-get >/dev/null || return 1
  local sudo=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || return 1
    sudo='sudo -n'
  fi
  say "installing $* through apt"
  # shellcheck disable=SC2086 # empty or two words
  $sudo apt-get install -y -qq "$@" >/dev/null 2>&1 ||
    { $sudo apt-get update -qq >/dev/null 2>&1 && $sudo apt-get install -y -qq "$@" >/dev/null 2>&1; }
}

# The wrapper, or an installed Maven where the wrapper cannot work: without unzip it would take another archive than
# the one whose checksum it knows, and refuse it.
maven() {
  if command -v unzip >/dev/null; then
    "$ROOT/mvnw" -f "$ROOT/pom.xml" -ntp -B "$@"
  elif command -v mvn >/dev/null; then
    mvn -f "$ROOT/pom.xml" -ntp -B "$@"
  elif apt_install unzip; then
    "$ROOT/mvnw" -f "$ROOT/pom.xml" -ntp -B "$@"
  else
    missing "neither unzip nor Maven found." "Debian and Ubuntu: sudo apt install unzip"
  fi
}

# directory of the distribution; empty when it was never built
distribution() {
  find "$ROOT/deploy/target" -maxdepth 1 -type d -name 'mortise-*' 2>/dev/null | head -n 1
}

built_after_last_change() {
  local dist
  dist=$(distribution)
  [ -n "$dist" ] && [ -e "$ROOT/deploy/target/built" ] || return 1
  [ -z "$(find "$ROOT" \( -name target -o -name .git -o -name .mortise -o -name node_modules \) -prune -o \
    -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$ROOT/deploy/target/built" -print -quit)" ]
}

# the distribution as the sources say, built when it is older than they are
need_distribution() {
  need_jdk
  if built_after_last_change; then return; fi
  say "building (about a minute the first time) ..."
  local began=$SECONDS
  mkdir -p "$WORK"
  if ! maven -q -DskipTests package >"$WORK/build.log" 2>&1; then
    cat "$WORK/build.log" >&2
    say "the build failed"
    exit 1
  fi
  touch "$ROOT/deploy/target/built"
  say "built in $((SECONDS - began)) s"
}

# stop PID...: asks, waits for ten seconds, then ends them
stop() {
  local pid tries
  for pid in "$@"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "$@"; do
    tries=0
    while kill -0 "$pid" 2>/dev/null; do
      tries=$((tries + 1))
      if [ "$tries" -gt 100 ]; then kill -KILL "$pid" 2>/dev/null || true; fi
      sleep 0.1
    done
    wait "$pid" 2>/dev/null || true
  done
}
