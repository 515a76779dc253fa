#!/bin/bash
# The packages as people get them: each goes into a root of Debian 12 that holds nothing else, tracks a clip there and
# opens the window; the .deb is removed again without a trace; the folder also runs on nothing but the glibc of Debian 13.
#   packages.sh SOURCE BUILD WORK      BUILD holds both programs; WORK: an empty folder
# Says SKIP unless TW_TEST_PACKAGES is set (to 1, or to another folder with both programs: build/run, which packages are made
# of), and without root, debootstrap or a Debian mirror.
set -u
source="$1"
build="$2"
work="$3"
mirror="${TW_DEBIAN_MIRROR:-http://deb.debian.org/debian}"
[ -n "${TW_TEST_PACKAGES:-}" ] || { echo "SKIP: takes minutes and a download; packaging/test --packages runs it"; exit 0; }
[ ! -d "$TW_TEST_PACKAGES" ] || build="$TW_TEST_PACKAGES"
[ "$(id -u)" = 0 ] || { echo "SKIP: a root of its own wants root"; exit 0; }
for program in debootstrap lintian unshare zstd patchelf wget xz; do
    command -v "$program" >/dev/null || { echo "SKIP: $program is not installed (packaging/install-dependencies package)"; exit 0; }
done
[ -x "$build/bin/trackwright" ] || { echo "SKIP: the window is not built"; exit 0; }
fail() { echo "FAILED: $*"; exit 1; }
rm -rf "$work"
mkdir -p "$work"
cd "$work" || exit 1

debootstrap --variant=minbase bookworm "$work/bare" "$mirror" >"$work/debootstrap.log" 2>&1 || {
    grep -qiE "(connect|resolve|failed to fetch|couldn't download)" "$work/debootstrap.log" && { echo "SKIP: no Debian mirror can be reached"; exit 0; }
    fail "debootstrap: $(tail -n 5 "$work/debootstrap.log")"
}
cp /etc/resolv.conf "$work/bare/etc/" 2>/dev/null
"$build/bin/trackwright-cli" demo --out "$work/bare/clip" --frames 20 --size 320x192 --people 3 --quiet || fail "no clip was drawn"

# --- what the packages are
TW_ZSTD_LEVEL=3 "$source/packaging/package" deb tar --build "$build" >"$work/package.log" 2>&1 || fail "$(tail "$work/package.log")"
packages="$source/build/packages"
deb="$(ls "$packages"/trackwright_*.deb)"
tar="$(ls "$packages"/trackwright-*.tar.zst)"
lintian --allow-root --fail-on error "$deb" >"$work/lintian.log" 2>&1 || fail "lintian: $(grep ^E: "$work/lintian.log")"
share="$packages/trackwright/share"
desktop-file-validate "$share/applications/org.trackwright.Trackwright.desktop" || fail "the desktop file"
appstreamcli validate --no-net "$share/metainfo/org.trackwright.Trackwright.metainfo.xml" || fail "AppStream's metadata"
grep -q 'MimeType=.*application/x-trackwright-project.*video/mp4' "$share/applications/org.trackwright.Trackwright.desktop" ||
    fail "videos and projects are not opened"
# Qt's own texts in the languages of the window
for file in "$source"/translations/trackwright_*.ts; do
    language="$(basename "$file" .ts)"
    [ "$language" = trackwright_en ] || [ -s "$packages/trackwright/translations/qtbase_${language#trackwright_}.qm" ] ||
        fail "the folder lacks Qt's texts of $language"
done
grep -qx 'Translations = translations' "$packages/trackwright/bin/qt.conf" || fail "Qt does not look for its texts in the folder"
# the Flatpak takes every folder of the bundle
manifest="$source/packaging/linux/flatpak/org.trackwright.Trackwright.yml"
for folder in "$packages"/trackwright/*/; do
    grep -qE "cp -r .*\b$(basename "$folder")\b.* /app/" "$manifest" || fail "the Flatpak lacks $(basename "$folder")"
done
if command -v flatpak-builder >/dev/null; then
    flatpak-builder --show-manifest "$manifest" >/dev/null || fail "the Flatpak's manifest"
fi

# inside <root> <command>...: with nothing of this system; ended after $limit seconds where that is set
inside() {
    local root="$1"
    shift
    ${limit:+timeout -s KILL "$limit"} env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive QT_QPA_PLATFORM=offscreen \
        ${http_proxy:+http_proxy="$http_proxy"} unshare --mount --pid --fork --kill-child --root="$root" --mount-proc=/proc "$@"
}
# tries <root> <folder of the programs>
tries() {
    local root="$1" bin="$2"
    inside "$root" "$bin/trackwright-cli" track /clip/demo.mp4 --out /clip/found/gt/gt.txt --quiet >"$work/run.log" 2>&1 ||
        fail "trackwright-cli in $root: $(cat "$work/run.log")"
    grep -q ',1,1,1$' "$root/clip/found/gt/gt.txt" || fail "no person was found in $root"
    inside "$root" "$bin/trackwright" --version 2>/dev/null | grep -q '^Trackwright [0-9]' || fail "--version in $root"
    # the window stays open until it is told to end
    limit=15 inside "$root" "$bin/trackwright" /clip/demo.mp4 >"$work/window.log" 2>&1
    [ $? = 137 ] || fail "the window in $root: $(cat "$work/window.log")"
}

# --- one folder with everything in it, on a system without any of it
cp -a "$work/bare" "$work/plain"
tar -C "$work/plain/opt" --zstd -xf "$tar" || fail "the folder cannot be unpacked"
tries "$work/plain" "/opt/$(basename "$tar" .tar.zst)/bin"
rm -rf "$work/plain"

# --- the same folder where there is a newer glibc and nothing else: no apt, no shell, no other library
other="$work/glibc"
listed="$mirror/dists/trixie/main/binary-$(dpkg --print-architecture)/Packages.xz"
libc="$(wget -qO- "$listed" | xz -dc | awk '$1 == "Package:" { found = $2 == "libc6" } found && $1 == "Filename:" { print $2; exit }')"
[ -n "$libc" ] || fail "Debian 13 has no libc6: $listed"
wget -qO "$work/libc6.deb" "$mirror/$libc" || fail "$libc cannot be fetched"
mkdir -p "$other"/{usr,opt,proc,tmp,root,etc,dev}
cp -a /dev/null /dev/urandom "$other/dev/"
for name in lib lib64; do mkdir "$other/usr/$name" && ln -s "usr/$name" "$other/$name"; done
dpkg-deb -x "$work/libc6.deb" "$work/libc6" && cp -a "$work/libc6/usr/." "$other/usr/" || fail "libc6 cannot be unpacked"
cp -r "$work/bare/clip" "$other/clip"
tar -C "$other/opt" --zstd -xf "$tar" || fail "the folder cannot be unpacked"
tries "$other" "/opt/$(basename "$tar" .tar.zst)/bin"
rm -rf "$other"

# --- the .deb, by apt, with what it depends on; gone again without a trace
cp -a "$work/bare" "$work/debian"
cp "$deb" "$work/debian/tmp/trackwright.deb"
inside "$work/debian" sh -c "apt-get update -qq && apt-get install -y -qq --no-install-recommends /tmp/trackwright.deb" >"$work/apt.log" 2>&1 ||
    fail "apt: $(tail -n 5 "$work/apt.log")"
for model in lite standard reid; do
    cmp -s "$source/resources/models/$model.pth" "$work/debian/usr/share/trackwright/models/$model.pth" ||
        fail "the model $model is another one"
done
tries "$work/debian" /usr/bin
inside "$work/debian" dpkg -L trackwright >"$work/files"
inside "$work/debian" apt-get purge -y -qq trackwright >>"$work/apt.log" 2>&1 || fail "apt cannot remove it: $(tail -n 5 "$work/apt.log")"
while read -r file; do
    case "$file" in
        */trackwright*|*/org.trackwright*) [ ! -e "$work/debian$file" ] || fail "$file was left" ;;
    esac
done <"$work/files"
rm -rf "$work/debian" "$work/bare"
echo "$(basename "$deb") ($(du -h "$deb" | cut -f1)) and $(basename "$tar") ($(du -h "$tar" | cut -f1)) work on a bare Debian 12, the latter also on glibc $(dpkg-deb -f "$work/libc6.deb" Version) alone"
