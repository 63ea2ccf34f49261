#!/usr/bin/env bash
# How much code is generated for the JSON of 100 records of five members, and how long the compiler takes, beside
# System.Text.Json's own generator. The trim and AOT analyzers run in both, as in any project that publishes with NativeAOT.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
out=$root/artifacts/benchmarks/generated
rounds=${1:-3}
rm -rf "$out"
mkdir -p "$out/ours" "$out/theirs"

project() { # name, what else it needs
  cat > "$out/$1/$1.csproj" << XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <IsAotCompatible>true</IsAotCompatible>
    <UseArtifactsOutput>false</UseArtifactsOutput>
    <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
    <CompilerGeneratedFilesOutputPath>generated</CompilerGeneratedFilesOutputPath>
    <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
  </PropertyGroup>
  <ItemGroup>
    <Compile Include="*.cs" />
    $2
  </ItemGroup>
</Project>
XML
  # Nothing of the repository's: an empty file keeps its own from being found.
  echo '<Project />' | tee "$out/$1/Directory.Build.props" "$out/$1/Directory.Build.targets" "$out/$1/Directory.Packages.props" > /dev/null
  for i in $(seq 100); do
    echo "public sealed record Record$i(string Id, string Room, int Count, bool IsLast, double Share);"
  done > "$out/$1/Records.cs"
}

project ours "<ProjectReference Include=\"$root/runtime/WsScaffold/WsScaffold.csproj\" />
    <ProjectReference Include=\"$root/generator/WsScaffold.Generator/WsScaffold.Generator.csproj\" OutputItemType=\"Analyzer\" ReferenceOutputAssembly=\"false\" />"
project theirs ""
{
  echo "[WsScaffold.WebSocketApi] public sealed partial class RecordApi {"
  for i in $(seq 100); do
    echo "[WsScaffold.WebSocketRoute(\"r$i\")] public static Record$i Handle$i(Record$i record) => record;"
  done
  echo "}"
} > "$out/ours/Api.cs"
{
  for i in $(seq 100); do
    echo "[System.Text.Json.Serialization.JsonSerializable(typeof(Record$i))]"
  done
  echo "internal sealed partial class Context : System.Text.Json.Serialization.JsonSerializerContext;"
} > "$out/theirs/Context.cs"

compile() { # milliseconds of CPU for the whole build of one project: a busy machine stretches the clock on the wall
  local TIMEFORMAT='%U %S'
  { time dotnet build "$out/$1/$1.csproj" -t:Rebuild --no-restore --no-dependencies -nodeReuse:false -p:UseSharedCompilation=false -v quiet --nologo > "$out/$1.log"; } 2>&1 |
    awk '{ print int(1000 * ($1 + $2)) }'
}

for side in ours theirs; do
  dotnet build "$out/$side/$side.csproj" -v quiet --nologo > "$out/$side.log" || { cat "$out/$side.log" >&2; exit 1; }
done
best_ours= best_theirs=
for _ in $(seq "$rounds"); do
  one=$(compile ours)
  other=$(compile theirs)
  [ -z "$best_ours" ] || [ "$one" -lt "$best_ours" ] && best_ours=$one
  [ -z "$best_theirs" ] || [ "$other" -lt "$best_theirs" ] && best_theirs=$other
done

bytes() { find "$@" -type f -exec cat {} + | wc -c; }
generated="$out/ours/generated/WsScaffold.Generator/WsScaffold.Generator.WsScaffoldGenerator"
ours=$(bytes "$generated/RecordApi.Contracts.g.cs" "$generated/RecordApi.Direct.g.cs")
all=$(bytes "$generated")
theirs=$(bytes "$out/theirs/generated/System.Text.Json.SourceGeneration")
awk -v ours="$ours" -v all="$all" -v theirs="$theirs" -v a="$best_ours" -v b="$best_theirs" -v n="$rounds" 'BEGIN {
  printf "100 records of five members            ours  System.Text.Json   ratio\n"
  printf "contracts and direct code, KiB     %8.0f  %16.0f   %.3f\n", ours / 1024, theirs / 1024, ours / theirs
  printf "with the dispatch of 100 routes    %8.0f  %16.0f   %.3f\n", all / 1024, theirs / 1024, all / theirs
  printf "build, ms of CPU, least of %-2d     %8.0f  %16.0f   %.3f\n\n", n, a, b, a / b
  printf "%s %.3f of at most 0.35: generated source\n", ours / theirs <= 0.35 ? "reached" : "MISSED ", ours / theirs
  printf "%s %.3f of at most 1.00: compile time\n", a / b <= 1 ? "reached" : "MISSED ", a / b
}'
