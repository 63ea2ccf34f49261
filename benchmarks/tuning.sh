#!/usr/bin/env bash
# The cold start of Chat with the package's defaults, without its tuning, and linked for one address: CPU time, page faults and,
# if valgrind is installed, the number of instructions, which does not depend on the load of the machine.
set -euo pipefail
cd "$(dirname "$0")/.."

case "$(uname -m)" in
  x86_64) rid=linux-x64 ;;
  aarch64) rid=linux-arm64 ;;
  *) echo "NativeAOT for $(uname -sm) is not set up here; run this on Linux, x64 or arm64." >&2; exit 2 ;;
esac

out=$PWD/artifacts/benchmarks/tuning
publish() { # name, project, properties
  local name=$1 project=$2
  shift 2
  dotnet publish "$project" -c Release -r "$rid" -o "$out/$name" "-p:NativeIntermediateOutputPath=$out/native/$name/" -v quiet --nologo "$@" >&2
}

publish default samples/Chat/Chat.Api
publish untuned samples/Chat/Chat.Api -p:WsScaffoldTuning=false
publish fixed-address samples/Chat/Chat.Api -p:WsScaffoldFixedAddress=true
publish driver benchmarks/ColdAndWarm

pinned=()
if command -v taskset > /dev/null; then
  pinned=(taskset -c "$(($(nproc) - 1))")
fi
builds=(default/Chat.Api untuned/Chat.Api fixed-address/Chat.Api)
(cd "$out" && "${pinned[@]}" driver/ColdAndWarm starts "${builds[@]}")

command -v valgrind > /dev/null || exit 0
echo
echo "instructions of one cold start, in user mode"
for build in "${builds[@]}"; do
  # Without a Runtime API the program ends by itself when it asks for the first event. The collector would reserve 256 GB of addresses.
  { AWS_LAMBDA_RUNTIME_API=127.0.0.1:1 DOTNET_GCHeapHardLimit=0x8000000 \
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$out/$build" 2>&1 > /dev/null || true; } |
    awk -v build="$build" '/Collected/ { printf "%-40s %d\n", build, $NF }'
done
