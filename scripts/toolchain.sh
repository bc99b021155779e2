# The toolchain: a Debian 13 with the packages of packages.txt, and the upstream sources that both the native and the
# WebAssembly side are built from. Sourced by ./dev.
#
# On Debian 13 the packages are installed on the host. On any other Debian-like host they go into a private root below
# the cache folder, named by a hash of what went into it, so that clones share it; tools run inside with bubblewrap.

suite=trixie
cache=${EARSHOT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/earshot}

package_lists=("$project/scripts/packages.txt") # ./dev bench adds its own
packages() { grep -hv '^#' "${package_lists[@]}" | tr -s ' \n' ' '; }
short_hash() { sha256sum | cut -c 1-12; }

root_dir() { echo "$cache/root-$( { packages; sed -n '/^make_root/,/^}/p' "$project/scripts/toolchain.sh"; } | short_hash)"; }
sources_dir() { echo "$cache/sources-$(sed -n '/^make_sources/,/^}/p' "$project/scripts/toolchain.sh" | short_hash)"; }

on_debian_13() { (. /etc/os-release && [ "${ID:-}" = debian ] && [ "${VERSION_ID:-}" = 13 ]); }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
    fail "this step needs root: $*" "run it as root once, or install sudo"
  fi
}

# Debian archive lines of the host with the suite's name replaced, so that whatever mirror the host uses is used here.
# $1: deb or deb-src, $2: suite
archive_lines() {
  (
    . /etc/os-release
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
      awk -v kind="$1" -v host="${VERSION_CODENAME:?}" -v suite="$2" \
        '$3 == "main" && index($2, host) == 1 { sub(host, suite, $2); print kind, $1, $2, $3 }' | sort -u
  )
}

# The host's package lists, where a fresh host has none yet.
host_lists() {
  [ -z "$(archive_lines deb $suite)" ] || return 0
  as_root apt-get -qq update || fail "apt-get update failed" "check this machine's package sources and network"
  [ -n "$(archive_lines deb $suite)" ] ||
    fail "no Debian archive in this host's apt configuration" "add one, or use the Dockerfile"
}

# Installs packages on the host unless they are there.
host_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  say "Installing on this machine: ${missing[*]}"
  as_root apt-get -qq update || fail "apt-get update failed" "check this machine's package sources and network"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "apt-get could not install ${missing[*]}" "run that by hand to see why: apt-get install ${missing[*]}"
}

# $1: the folder to make, aside; the caller renames it.
make_root() {
  local lines=$1.list
  host_lists
  archive_lines deb $suite >"$lines"
  # In a mount namespace of its own: what it mounts goes with it, however it ends.
  as_root unshare --mount mmdebstrap --mode=root --quiet --variant=minbase --components=main --aptopt='APT::Install-Recommends "false"' \
    --include="$(packages | sed 's/ $//; s/ /,/g')" \
    --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten/pic/*' \
    --dpkgopt='path-exclude=/usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten/lto*' \
    --customize-hook='touch "$1/etc/resolv.conf" "$1/etc/hosts"' \
    $suite "$1" "$lines" || return
  rm -f "$lines"
}

# Downloads packages with an apt of its own, into $1/download. $2: deb or deb-src, $3: suite; then the packages.
download_packages() {
  local apt=$1 kind=$2 suite_of=$3 how=(download)
  shift 3
  [ "$kind" = deb ] || how=(source --download-only)
  rm -rf "$apt"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/download"
  host_lists
  archive_lines "$kind" "$suite_of" >"$apt/sources.list"
  local options=(-qq -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o "Dir::Etc::SourceList=$apt/sources.list"
    -o Dir::Etc::SourceParts=/dev/null -o APT::Sandbox::User=root)
  (cd "$apt/download" && apt-get "${options[@]}" update && apt-get "${options[@]}" "${how[@]}" "$@") >"$apt/log" 2>&1
}

# Upstream sources as Debian source packages. $1: the folder to make, aside.
make_sources() {
  local apt=$1.apt name suite_of
  for name in kissfft libsoxr imgui; do
    for suite_of in trixie bookworm; do
      download_packages "$apt" deb-src $suite_of $name && break
    done
    compgen -G "$apt/download/*.dsc" >/dev/null || fail "no source package $name" "see $apt/log"
    mkdir -p "$1"
    inside dpkg-source --no-check -x "$apt"/download/*.dsc "$1/$name" >/dev/null 2>"$apt/log" || return
    rm -f "$1"/*.tar.*
  done
  rm -rf "$apt"
}

# The private root belongs to root, whoever calls.
remove() { [ ! -e "$1" ] || rm -rf --one-file-system "$1" 2>/dev/null || as_root rm -rf --one-file-system "$1"; }

# Makes a folder of the cache with the function $2, aside first, so that an interrupted try never looks finished.
# $3: what it is and how long it takes
ensure() {
  [ -d "$1" ] && return
  mkdir -p "$cache"
  exec 9>"$1.lock"
  flock 9 # two clones may set up at once
  if [ ! -d "$1" ]; then
    say "$3"
    remove "$1.making"
    "$2" "$1.making" || fail "$2 failed" "fix what it says above, then call ./dev setup again"
    mv "$1.making" "$1"
  fi
  exec 9>&-
}

setup_toolchain() {
  command -v apt-get >/dev/null || fail "this host has no apt-get" "use the Dockerfile, or CMake's presets with tools of your own (README)"
  if on_debian_13; then
    # shellcheck disable=SC2046
    host_packages $(packages)
  else
    host_packages mmdebstrap bubblewrap debian-archive-keyring ca-certificates
    ensure "$(root_dir)" make_root "Making a private Debian 13 with the toolchain (once for this machine, about 2 minutes, 3 GB)"
  fi
  ensure "$(sources_dir)" make_sources "Fetching the sources of KissFFT, libsoxr and Dear ImGui (10 s)"
}

# Runs a command with the toolchain. The host's folders are where they are on the host, except those that hold an
# operating system (/usr, /etc ...), which are the toolchain's.
inside() {
  local root folder name binds=() settings=(
    EARSHOT_SOURCES="$(sources_dir)"
    # Objects are found again from any clone.
    CCACHE_DIR="$cache/ccache" CCACHE_BASEDIR="$project" CCACHE_NOHASHDIR=1
    # Threads that wait give the processor away; busy waiting makes training many times slower on a busy machine.
    OMP_WAIT_POLICY=passive
  )
  if on_debian_13; then
    env "${settings[@]}" "$@"
    return
  fi
  root=$(root_dir)
  for folder in /*; do
    case $folder in
      /bin | /boot | /dev | /etc | /lib* | /proc | /sbin | /sys | /usr | /lost+found) ;;
      *) [ -d "$folder" ] && binds+=(--bind "$folder" "$folder") ;;
    esac
  done
  # OPENBLAS_*: how a host tells OpenBLAS of a processor that it misreads.
  for name in HOME USER TERM COLUMNS CI http_proxy https_proxy no_proxy NODE_EXTRA_CA_CERTS "${!OPENBLAS_@}"; do
    [ -n "${!name:-}" ] && binds+=(--setenv "$name" "${!name}")
  done
  bwrap --clearenv --tmpfs / --ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc \
    --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64 \
    --proc /proc --dev /dev "${binds[@]}" \
    --ro-bind-try /etc/resolv.conf /etc/resolv.conf --ro-bind-try /etc/hosts /etc/hosts \
    --ro-bind-try /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt \
    --setenv PATH /usr/bin:/usr/sbin --setenv LANG C.UTF-8 --die-with-parent --chdir "$PWD" \
    /usr/bin/env "${settings[@]}" "$@"
}
