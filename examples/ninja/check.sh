#!/usr/bin/env bash
# Shows that ninja does what a change asks for and no more, on a copy of this folder in $1 (build/check without it).
# Needs ninja and `specwright` on the PATH. With CARGO_TARGET_DIR set, the runtime is compiled there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
copy=${1:-$here/build/check}

rm -rf "$copy"
mkdir -p "$copy/build"
cp -r "$here"/{build.ninja,Cargo.lock,specs,src} "$copy"
sed "s|\"\.\./\.\./runtime\"|\"$(cd "$here/../../runtime" && pwd)\"|" "$here/Cargo.toml" >"$copy/Cargo.toml"
cd "$copy"
if [ -n "${CARGO_TARGET_DIR:-}" ]; then ln -s "$CARGO_TARGET_DIR" build/cargo; fi

# Builds after the change $1 and compares the steps that were taken with the others, `-` for none.
after() {
  local change=$1 said steps wanted
  shift
  said=$(NINJA_STATUS='' ninja -d explain 2>&1) || { echo "$said"; exit 1; }
  steps=$(grep -E '^(generate|runtime|compile|link)\b' <<<"$said" | sort) || true
  wanted=$(printf '%s\n' "$@" | grep -vx -e - | sort) || true
  if [ "$steps" != "$wanted" ]; then
    printf 'after %s ninja took these steps:\n%s\ninstead of these:\n%s\n\n%s\n' "$change" "$steps" "$wanted" "$said"
    exit 1
  fi
  # Whatever was done, nothing is left to do.
  NINJA_STATUS='' ninja | grep -qx 'ninja: no work to do.' || { echo "after $change ninja finds no end"; exit 1; }
  printf '%-42s %s\n' "$change" "$(paste -sd, <<<"${steps:-nothing}" | sed 's/,/, /g')"
}

ferries='generate build/ferries/clients.rs'
weather='generate build/weather/clients.rs'

after 'the first build' runtime "$ferries" "$weather" \
  'compile ferries_client' 'compile weather_client' 'link build/sea'
after 'no change' -
build/sea

sed -i 's/places for cars that are left/free places for cars/' specs/ferries.yaml
after 'an edit of one spec' "$ferries" 'compile ferries_client' 'link build/sea'

echo '# seen by no compiler' >>specs/ferries.yaml
after 'a comment in it' "$ferries"

sed -i 's/Beaufort number/number on the scale of Beaufort/' specs/weather/types.yaml
after 'an edit of a file in a folder' "$weather" 'compile weather_client' 'link build/sea'

printf 'types:\n  Wave: {text: A wave., fields: {metres: {type: f64, text: how high}}}\n' >specs/weather/waves.yaml
after 'a new file in a folder' "$weather" 'compile weather_client' 'link build/sea'

rm specs/weather/waves.yaml
after 'a file removed' "$weather" 'compile weather_client' 'link build/sea'

touch specs/ferries.yaml specs/weather/*.yaml
after 'new times on all specs' "$ferries" "$weather"

echo '// edited' >>build/ferries/clients.rs
after 'an edit of an output, which is undone' "$ferries" 'compile ferries_client' 'link build/sea'

rm build/weather/clients.rs
after 'an output removed' "$weather" 'compile weather_client' 'link build/sea'
