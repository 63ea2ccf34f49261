#!/usr/bin/env bash
# Publishes both sides and prints every ratio. Arguments go to the out-of-process driver (--quick).
set -euo pipefail
cd "$(dirname "$0")/.."

case "$(uname -m)" in
  x86_64) rid=linux-x64 ;;
  aarch64) rid=linux-arm64 ;;
  *) echo "NativeAOT for $(uname -sm) is not set up here; run this on Linux, x64 or arm64." >&2; exit 2 ;;
esac

out=artifacts/benchmarks
publish() {
  dotnet publish "$1" -c Release -r "$rid" -o "$out/$(basename "$1" .csproj)" -v quiet --nologo >&2
}

publish samples/Chat/Chat.Api/Chat.Api.csproj
publish benchmarks/LeanApi/LeanApi.csproj
publish benchmarks/StandIn/StandIn.csproj
publish benchmarks/InProcess/InProcess.csproj
publish benchmarks/ColdAndWarm/ColdAndWarm.csproj

# One processor for the function and its driver: what a Lambda function of 1,769 MB has, and steadier figures.
pinned=()
if command -v taskset > /dev/null; then
  pinned=(taskset -c "$(($(nproc) - 1))")
fi

echo "sdk:     $(dotnet --version)"
"${pinned[@]}" "$out/InProcess/InProcess"
echo
"${pinned[@]}" "$out/ColdAndWarm/ColdAndWarm" --chat "$out/Chat.Api/Chat.Api" --lean "$out/LeanApi/LeanApi" --stand-in "$out/StandIn/StandIn" "$@"
