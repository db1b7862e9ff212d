#!/bin/sh
# install-chromium.sh — a Chromium and a Chinese font for the browser tests; does nothing when they are there. Prints the browser's path.
set -eu
found() { for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do [ -n "$name" ] && command -v "$name" && return 0; done; return 1; }
font() { command -v fc-list >/dev/null 2>&1 && fc-list :lang=zh-cn | grep -q .; }
if found >/dev/null && font; then found; exit 0; fi
if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig; } >&2
  found && exit 0
fi
if found; then exit 0; fi
echo "Chromium was not found. Install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM to its path." >&2
exit 1
