# Read by packaging/run and packaging/test: what they say, how they stop, what they install, how they build.
# shellcheck shell=bash

set -Eeuo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
task="Starting"

# say SENTENCE: what is being done now; also what the last sentence names when it fails.
say() {
    task=$1
    printf '\n== %s\n' "$1"
}

# stop SENTENCE: the end, with a reason.
stop() {
    trap - ERR
    printf '\n%s: %s\n' "$(basename -- "$0")" "$1" >&2
    exit "${2:-1}"
}

trap 'stop "stopped while doing this: $task. The reason is just above." $?' ERR

# packages GROUP...: the names in packaging/dependencies, each once.
packages() {
    local groups=" $* "
    awk -v groups="$groups" '!/^#/ && NF >= 2 && index(groups, " " $1 " ") && !seen[$2]++ { print $2 }' \
        "$root/packaging/dependencies"
}

isInstalled() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

# asRoot COMMAND...: runs it with the rights to install.
asRoot() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -- "$@"
    fi
}

# installMissing GROUP...: installs the packages of these groups that are not there; says nothing when all are.
installMissing() {
    local -a names
    mapfile -t names < <(packages "$@")
    installNamed "${names[@]}"
}

# installNamed PACKAGE...: the same for packages by name.
installNamed() {
    local name
    missing=()
    for name in "$@"; do
        isInstalled "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    command -v apt-get >/dev/null || stop "these packages are missing, and this is not a Debian system: ${missing[*]}"
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null \
        || stop "packages are missing, and this is neither root nor a user with sudo. Run as root: apt-get install ${missing[*]}"
    say "Installing ${#missing[@]} missing packages: ${missing[*]}"
    # Debian starts a server of its own with the package; Sosie uses private servers only and does not need it.
    local keepQuiet=/etc/postgresql-common/createcluster.d/sosie.conf
    if [[ " ${missing[*]} " == *" postgresql-15 "* ]]; then
        asRoot mkdir -p "$(dirname "$keepQuiet")"
        asRoot sh -c "echo 'create_main_cluster = false' > $keepQuiet"
    fi
    # The lists of a fresh machine are empty or old: fetch them when the packages cannot be found with those at hand.
    if ! asRoot env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends --quiet=2 \
        "${missing[@]}" &>/dev/null; then
        asRoot apt-get update --quiet=2
        asRoot env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends --quiet=2 "${missing[@]}" >/dev/null
    fi
    if [ -e "$keepQuiet" ]; then
        asRoot rm -f "$keepQuiet"
    fi
}

# The engine is compiled once for packaging/run and packaging/test: the same commands but for the folder they run in.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

# build FOLDER TARGET CMAKE-OPTION...: the release preset in FOLDER. Ninja configures again by itself when a build file
# changed, so an existing folder is only built.
build() {
    local folder=$1 target=$2
    shift 2
    if [ ! -e "$folder/build.ninja" ]; then
        say "Configuring the build in ${folder#"$root"/}"
        local launcher=()
        command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
        (cd "$root" && cmake --preset release -B "$folder" "${launcher[@]}" "$@" >"$folder.log" 2>&1) \
            || { tail -n 30 "$folder.log" >&2; stop "the build could not be configured; the whole answer is in $folder.log"; }
    fi
    say "Building (the first time takes some minutes)"
    ninja -C "$folder" -j "$(nproc)" "$target"
}
