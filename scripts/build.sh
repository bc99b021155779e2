# Building, testing and serving. Sourced by ./dev after toolchain.sh.

# Runs a command in the project's folder with the toolchain.
at_home() { (cd "$project" && inside "$@"); }

# $1: preset; then targets (none: all). Configures when the build folder is new or the toolchain has changed.
build_preset() {
  local preset=$1 folder=$project/build/$1 toolchain goals=()
  shift
  toolchain="$(root_dir) $(sources_dir)"
  if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/.toolchain" 2>/dev/null)" != "$toolchain" ]; then
    say "Configuring and building $preset (from nothing, $(build_time "$preset") on 2 cores)"
    at_home cmake --preset "$preset" --fresh >"$project/build/$preset.log" 2>&1 || {
      cat "$project/build/$preset.log" >&2
      fail "CMake could not configure $preset" "see above; ./dev clean starts over"
    }
    printf '%s' "$toolchain" >"$folder/.toolchain"
  fi
  [ $# = 0 ] || goals=(--target "$@")
  # Without the lines of a build that has nothing to do.
  at_home cmake --build "build/$preset" "${goals[@]}" 2>&1 |
    sed -u -e '/Re-checking globbed directories/d' -e '/^ninja: no work to do/d' >&2 ||
    fail "building $preset failed" "the first error above says where; a full disk or memory are the usual other causes"
}

build_time() {
  case $1 in
    native) echo "about 8 minutes" ;;
    *) echo "about 3 minutes" ;;
  esac
}

build_native() {
  setup_toolchain
  mkdir -p "$project/build"
  build_preset native "$@"
}

build_wasm() {
  setup_toolchain
  mkdir -p "$project/build"
  build_preset wasm "$@"
}

setup_npm() {
  setup_toolchain
  local installed=$project/node_modules/.package-lock.json
  [ "$installed" -nt "$project/package-lock.json" ] && return
  say "Installing the page's npm packages (20 s)"
  at_home npm ci --no-audit --no-fund --cache "$cache/npm" >&2 ||
    fail "npm could not install the packages" "check the network; then call the same again"
}

# The ten built-in sample clips, spoken by espeak-ng; anew when the program that makes them has changed.
make_samples() {
  [ "$project/build/samples/9.wav" -nt "$project/build/native/native_trainer/earshot" ] && return
  say "Speaking the sample clips (2 s)"
  rm -rf "$project/build/samples"
  at_home build/native/native_trainer/earshot synthesize digits --samples build/samples >&2 ||
    fail "the sample clips could not be made" "see above"
}

# The page shows its commit: a new one is a reason as well, where there is git.
build_page() {
  setup_npm
  make_samples
  local page=$project/dist/index.html
  if [ -f "$page" ] && [ -z "$(cd "$project" && find index.html web assets package.json vite.config.ts tsconfig.json build/samples \
    build/wasm/wasm_core/browser .git/logs/HEAD -type f -newer "$page" -print -quit 2>/dev/null)" ]; then return; fi
  say "Building the page (20 s)"
  at_home npm run --silent build >&2 || fail "the page could not be built" "see above"
}

# The npm package, build/earshot-VERSION.tgz.
build_npm_package() {
  setup_npm
  at_home npm run --silent package >&2 || fail "the npm package could not be built" "see above"
}

serve_page() {
  say "Serving the page on http://localhost:$1/ (Ctrl-C ends it)"
  at_home npm run --silent serve -- --port "$1"
}

run_golden() {
  local program=build/native/tests/golden/earshot_golden folder status=0
  folder=$(cd "$1" 2>/dev/null && pwd) || fail "there is no folder $1" "give a folder with a manifest.json"
  if [ "$2" != wasm ]; then
    build_native earshot_golden
    say "Native"
    inside "$project/$program" "$folder" || status=$?
  fi
  if [ "$2" != native ]; then
    build_wasm earshot_golden
    say "WebAssembly (node)"
    inside node "$project/${program/native/wasm}.js" "$folder" || status=$?
  fi
  return $status
}

run_tests() {
  local status=0 results=$project/build/test-results
  rm -rf "$results"
  mkdir -p "$results"
  say "Testing natively"
  at_home ctest --test-dir build/native --output-on-failure --output-junit "$results/native.xml" >&2 || status=1
  say "Testing as WebAssembly in node"
  at_home ctest --test-dir build/wasm --output-on-failure --output-junit "$results/wasm.xml" >&2 || status=1
  say "Testing the page in Chromium and Firefox"
  at_home env npm_config_cache="$cache/npm" npm test --silent -- --reporter=default --reporter=json --outputFile.json="$results/page.json" >&2 || status=1
  at_home node scripts/count-tests.mjs "$results" build/native build/wasm || status=1
  return $status
}
