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

# $@: the driver's options, see bench/driver/main.ts
run_driver() {
  at_home bench/node_modules/.bin/tsx bench/driver/main.ts "$@"
}

bench_natively() {
  build_preset bench-native
}
