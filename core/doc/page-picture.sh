#!/bin/sh
# Takes the picture of the page in the README. Needs chromium and imagemagick.
#
#   onrecord report --format html tests/drafts/port-merger.txt > page.html
#   sh core/doc/page-picture.sh page.html core/doc/report-page.png
set -eu
page=$(realpath "$1")
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1360,1180 --screenshot="$2" "file://$page"
convert "$2" -strip -colors 160 -define png:compression-level=9 "png8:$2"
