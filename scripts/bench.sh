# Measuring. Sourced by ./dev after build.sh.

# Runs a function with the packages that only the benchmark needs: on Debian 13 they are installed, elsewhere they go into
# a private root of their own, so that nobody else fetches them.
with_bench_packages() {
  (
    package_lists+=("$project/bench/packages.txt")
    setup_toolchain
    "$@"
  )
}

setup_bench_npm() {
  local installed=$project/bench/node_modules/.package-lock.json
  [ "$installed" -nt "$project/bench/package-lock.json" ] && return
  say "Installing the npm packages that Earshot is compared with (20 s)"
  # Without scripts: what they fetch is for other uses than this one.
  (cd "$project/bench" && inside npm ci --ignore-scripts --no-audit --no-fund --cache "$cache/npm") >&2 ||
    fail "npm could not install the packages" "check the network; then call the same again"
}

# $1: what to measure, as options of the driver (bench/driver/main.ts); the rest goes to the driver as well
run_bench() {
  local native="" page="" ends="" models="" rest=()
  while [ $# -gt 0 ]; do
    case $1 in
      --native) native=$1 ;;
      --page) page=$1 ;;
      --end-to-end) ends=$1 ;;
      --quick) rest+=("$1") ;;
      --model)
        [ -f "${2:-}" ] || fail "--model needs a model file" "see ./dev bench --help"
        models=$1
        rest+=("$1" "$(realpath "$2")")
        shift
        ;;
      --minutes)
        [[ ${2:-} =~ ^[0-9]+$ ]] || fail "--minutes needs a whole number" "see ./dev bench --help"
        rest+=("$1" "$2")
        shift
        ;;
      *) fail "bench has no option $1" "see ./dev bench --help" ;;
    esac
    shift
  done
  [ -n "$native$page$ends$models" ] || native=--native page=--page ends=--end-to-end

  setup_npm
  [ -z "$page$ends$models" ] || build_wasm earshot_core earshot_app
  if [ -n "$ends" ]; then
    build_native earshot
    build_page
  fi
  # The golden table first: speed that is bought with accuracy is none.
  [ -z "$native" ] || run_golden "$project/tests/golden/set" both >"$project/build/golden.txt" || {
    cat "$project/build/golden.txt" >&2
    fail "Earshot does not agree with its references" "that comes before its speed"
  }
  setup_bench_npm
  if [ -z "$native$page$ends" ]; then # models alone are compared with one another
    run_driver "${rest[@]}"
  else
    # shellcheck disable=SC2086
    with_bench_packages measure $native $page $ends "${rest[@]}"
  fi
}

# With the packages of the benchmark.
measure() {
  build_preset bench-native
  run_driver "$@"
}

run_driver() { at_home bench/node_modules/.bin/tsx bench/driver/main.ts "$@"; }
