# Recordings that Debian has packages of. Sourced by ./dev after toolchain.sh.

# Names of things and syllables, by people with microphones of their own in 25 languages: words that are no digits. $1: the folder to make, aside.
make_spoken_names() {
  local apt=$1.apt package stamps
  download_packages "$apt" deb $suite tuxpaint-stamps-default klettres-data || {
    cat "$apt/log" >&2
    return 1
  }
  for package in "$apt"/download/*.deb; do inside dpkg-deb -x "$package" "$apt/files" || return; done
  mkdir -p "$1/tuxpaint" "$1/klettres"
  # Among the symbols are digits.
  stamps=$apt/files/usr/share/tuxpaint/stamps
  (cd "$stamps" && find . -path ./symbols -prune -o -type f -name '*_desc*.ogg' -exec cp --parents -t "$1/tuxpaint" {} +) || return
  (cd "$apt/files/usr/share/klettres" && find . -type f -name '*.ogg' -exec cp --parents -t "$1/klettres" {} +) || return
  cp "$apt/files/usr/share/doc/tuxpaint-stamps-default/copyright" "$1/tuxpaint/copyright"
  cp "$apt/files/usr/share/doc/klettres-data/copyright" "$1/klettres/copyright"
  rm -rf "$apt"
}

# The shipped model from nothing. $1: the folder of the data sets; the rest goes to the trainer.
train_shipped_model() {
  local data=$1 set earshot=$project/build/native/native_trainer/earshot
  local run=runs/digits-$(date +%Y%m%d-%H%M%S)
  shift
  for set in audiomnist fsdd speech_commands esc10; do
    [ -d "$data/$set" ] || fail "there is no folder $data/$set" "assets/recipes/digits.toml says where the data sets come from"
  done
  [ -d "$data/spoken_names" ] || fetch_spoken_names "$data/spoken_names"
  inside "$earshot" train digits --data "$data" --run "$run" "$@"
  say "Making its weights 8 bits"
  inside "$earshot" quantize "$run/model.onnx" --data "$data" --weights-only -o "$run/digits.onnx"
}

# $1: the folder, which must not exist yet
fetch_spoken_names() {
  local folder
  folder=$(realpath -m "$1")
  [ ! -e "$folder" ] || fail "$1 exists already" "remove it, or give another name"
  setup_toolchain
  say "Fetching spoken names (200 MB to download, 170 MB to keep)"
  remove "$folder.making"
  make_spoken_names "$folder.making" || fail "the recordings could not be fetched" "fix what it says above, then call the same again"
  mv "$folder.making" "$folder"
  say "$folder: $(find "$folder" -name '*.ogg' | wc -l) recordings"
}
