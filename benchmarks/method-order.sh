#!/usr/bin/env bash
# Writes runtime/WsScaffold/build/tuning/MethodOrder.txt: the methods that Chat and LeanApi run for an event, then those that they only
# run at the start. The package has NativeAOT's compiler put them side by side. Run it after a change of the runtime or of .NET; it
# needs valgrind. The compiler skips names that it does not know, so an outdated list costs speed only; a test names outdated lines.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$PWD/artifacts/benchmarks/method-order
rm -rf "$out"
mkdir -p "$out"

# Callgrind reads the symbol table, but not the debug information of .NET.
trace() { # project; prints the path of a program that runs it under callgrind
  local name
  name=$(basename "$1")
  dotnet publish "$1" -c Release -r linux-x64 -o "$out/$name" \
    -p:StripSymbols=false -p:WsScaffoldMethodOrder= \
    -p:IlcGenerateMapFile=true "-p:NativeIntermediateOutputPath=$out/native/$name/" -v quiet --nologo >&2
  strip --strip-debug "$out/$name/$name"
  # The garbage collector would reserve 256 GB of addresses, which valgrind doesn't have.
  printf '#!/bin/sh\nDOTNET_GCHeapHardLimit=0x8000000 exec valgrind -q --tool=callgrind --compress-strings=no --callgrind-out-file=%s %s\n' \
    "$out/profile.$name.%p" "$out/$name/$name" > "$out/trace-$name"
  chmod +x "$out/trace-$name"
  echo "$out/trace-$name"
}

chat=$(trace samples/Chat/Chat.Api)
lean=$(trace benchmarks/LeanApi)
dotnet publish benchmarks/ColdAndWarm -c Release -r linux-x64 -o "$out/ColdAndWarm" -v quiet --nologo >&2

# Chat takes the place of the stand-in, because it echoes too: the figures don't matter here.
"$out/ColdAndWarm/ColdAndWarm" --quick --chat "$chat" --lean "$lean" --stand-in "$out/Chat.Api/Chat.Api" > "$out/figures.txt"

# The methods of both programs: the order of anything else, such as stubs, is not up to the list.
grep -oh '<MethodCode Name="[^"]*"' "$out"/native/*/*.map.xml |
  sed 's/.*Name="//; s/"$//; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | LC_ALL=C sort -u > "$out/methods.txt"

# A method that one process called a hundred times runs for events. The methods of the two programs themselves are of no use to others.
LC_ALL=C awk '
  # Callgrind numbers the levels of a recursion.
  /^c?fn=/ { sub(/\x27[0-9]+$/, "") }
  /^fn=/ { ran[substr($0, 4)] }
  /^cfn=/ { callee = substr($0, 5); ran[callee] }
  /^calls=/ { split($0, part, /[= ]/); calls[FILENAME, callee] += part[2]; if (calls[FILENAME, callee] >= 100) often[callee] }
  END { for (name in ran) print (name in often ? 0 : 1), name }
' "$out"/profile.* |
  LC_ALL=C grep -E '(S_P_|System_|Microsoft_|WsScaffold_|^[01] (<|String|Object))' |
  LC_ALL=C grep -vE 'Chat_|LeanApi|GLIBC|_ZN' |
  LC_ALL=C sort | cut -d ' ' -f 2- |
  awk 'NR == FNR { known[$0]; next } $0 in known' "$out/methods.txt" - > "$out/order.txt"
test -s "$out/order.txt"
cp "$out/order.txt" runtime/WsScaffold/build/tuning/MethodOrder.txt
wc -l runtime/WsScaffold/build/tuning/MethodOrder.txt
