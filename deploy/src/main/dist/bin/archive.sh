# Read by mortise: the start archive, in which Java finds the classes of a controller's start read, checked and linked (class
# data sharing). `mortise warm` makes it. Without one, or where one is not as it was written, Java reads the jars as ever.
# shellcheck shell=sh disable=SC2154 # java, major and home are java.sh's

# of this Java with these jars; only they can use it, and Java would look, too
archive_prefix() {
  where=$(printf '%s' "$home" | cksum)
  what=$({
    readlink -f -- "$java"
    cat "$(dirname -- "$(dirname -- "$(readlink -f -- "$java")")")/release" 2>/dev/null || true
    stat -L -c '%n %s %Y' "$home"/lib/*.jar
  } | cksum)
  echo "start-${where%% *}-${what%% *}"
}

# empty where there is no place for archives
archive_directory() {
  if [ -n "${MORTISE_CACHE+given}" ]; then
    echo "$MORTISE_CACHE"
  elif [ -n "${CACHE_DIRECTORY:-}" ]; then
    echo "${CACHE_DIRECTORY%%:*}" # systemd's CacheDirectory=
  elif [ -n "${XDG_CACHE_HOME:-}" ]; then
    echo "$XDG_CACHE_HOME/mortise"
  elif [ -n "${HOME:-}" ]; then
    echo "$HOME/.cache/mortise"
  fi
}

# checksum and size, as they stand in the name
sum_of() {
  cksum <"$1" 2>/dev/null | tr ' ' '-'
}

# The archive to start with; empty where there is none. Its bytes are code: it has to be this user's or root's. Java takes an
# archive that is damaged or cut off, and dies of it.
archive() {
  directory=$(archive_directory)
  [ -n "$directory" ] || return 0
  prefix=$(archive_prefix)
  for file in "$directory/$prefix"-*.jsa; do
    if [ -f "$file" ] && [ -r "$file" ] && { [ -O "$file" ] || [ "$(stat -L -c %u "$file")" = 0 ]; } &&
      [ "$file" = "$directory/$prefix-$(sum_of "$file").jsa" ]; then
      echo "$file"
      return 0
    fi
  done
}

# what Java says of an archive that it does not take is no news for anybody
quiet_about_archives() {
  printf '%s' '-Xlog:cds*=off'
  [ "$major" -lt 24 ] || printf '%s' ' -Xlog:aot*=off'
}

# flags of a start with the archive, if there is one
archive_flags() {
  found=$(archive)
  case $found in
    '' | *[[:space:]]*) ;; # flags are words
    *) echo "-XX:SharedArchiveFile=$found $(quiet_about_archives)" ;;
  esac
}

# make_archive FLAGS: by a rehearsal with these flags. Written beside and renamed when it is on disk: others start meanwhile.
make_archive() {
  directory=$(archive_directory)
  [ -n "$directory" ] || { echo "mortise: no place for a start archive: MORTISE_CACHE is empty, or HOME is" >&2; exit 1; }
  if [ -n "$(archive)" ]; then
    echo "there is a start archive of this Java and these jars: $(archive)"
    exit 0
  fi
  making=$( (umask 077 && mkdir -p -- "$directory") 2>/dev/null && mktemp -- "$directory/making-XXXXXXXX" 2>/dev/null) ||
    { echo "mortise: cannot write to $directory; MORTISE_CACHE names another directory" >&2; exit 1; }
  trap 'rm -f -- "$making"' EXIT
  trap 'exit 130' INT TERM HUP
  (start_java dev.mortise.controller.Main "$1 -XX:ArchiveClassesAtExit=$making $(quiet_about_archives)" warm)
  [ -s "$making" ] || { echo "mortise: this Java made no archive; starts are as before" >&2; exit 1; }
  sync -- "$making"
  for old in "$directory/start-$(printf '%s' "$home" | cksum | cut -d' ' -f1)"-*.jsa; do
    rm -f -- "$old" # of earlier jars, or of another Java; who uses it keeps it
  done
  made=$directory/$(archive_prefix)-$(sum_of "$making").jsa
  mv -f -- "$making" "$made"
  echo "made $made"
  exit 0
}
