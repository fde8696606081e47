# Sourced by mvnw and run: find_jdk sets JAVA_HOME to a JDK that is new enough, or ends with a sentence.
# No JVM is started to find out: every JDK says its version in its file "release".

jdk_needed=25

find_jdk() {
  jdk_seen='' jdk_best=''
  for jdk_home in "${JAVA_HOME-}" "$(jdk_on_path)" "${JDK25_HOME-}" "${JAVA25_HOME-}"; do
    look_at_jdk "$jdk_home"
    if [ -n "$jdk_best" ]; then return; fi
  done
  # The usual folders: the lowest version that is new enough.
  for jdk_home in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/*; do
    look_at_jdk "$jdk_home"
  done
  if [ -n "$jdk_best" ]; then return; fi
  echo "${0##*/}: no JDK $jdk_needed or newer found (seen:${jdk_seen:- none}); install one," \
    "e.g. Eclipse Temurin $jdk_needed, or set JAVA_HOME to it" >&2
  exit 3
}

# Chooses the JDK in folder $1 if it is new enough and older than what is chosen already.
look_at_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  jdk_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  case "$jdk_seen " in *" $jdk_version "*) ;; *) jdk_seen="$jdk_seen $jdk_version" ;; esac
  if [ "${jdk_version:-0}" -ge "$jdk_needed" ] && [ "$jdk_version" -lt "${jdk_best:-999}" ]; then
    jdk_best=$jdk_version
    export JAVA_HOME="$1"
  fi
}

# The home of the "java" on the PATH, whose links are followed.
jdk_on_path() {
  jdk_java=$(command -v java) || return 0
  while jdk_link=$(readlink "$jdk_java"); do
    case $jdk_link in
      /*) jdk_java=$jdk_link ;;
      *) jdk_java=${jdk_java%/*}/$jdk_link ;;
    esac
  done
  jdk_java=${jdk_java%/*}
  echo "${jdk_java%/*}"
}
