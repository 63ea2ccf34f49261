using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace WsScaffold.Tests.Stores;

/// <summary>
/// Compares a store with what may and what must be read of it, over random steps, some of which die on the way.
/// </summary>
/// <remarks>
/// A step that dies may have taken effect or not: what it would have made readable may be read from then on, and what it
/// would have removed may be missing. A removal that completed leaves nobody, whatever died before.
/// </remarks>
/// <param name="crashAfter">
/// Makes the store's calls fail with <see cref="CrashException"/> after that many requests, until the result is disposed.
/// </param>
internal sealed class StoreModel(IConnectionStore store, Func<int?, IDisposable> crashAfter, FakeTimeProvider clock, string prefix)
{
    private static readonly string[] _groups = ["red", "green"];
    private readonly Dictionary<string, Known> _connections = [];

    // Who was read anywhere after the step before: whom a message would be posted to.
    private readonly HashSet<string> _readable = [];

    public static Gen<Step[]> Steps { get; } = Gen.Select(
        Gen.Frequency(
            (4, Gen.Const(StepKind.Connect)), (2, Gen.Const(StepKind.Open)), (6, Gen.Const(StepKind.Join)), (3, Gen.Const(StepKind.Leave)),
            (2, Gen.Const(StepKind.Disconnect)), (2, Gen.Const(StepKind.Gone)), (1, Gen.Const(StepKind.Wait))),
        Gen.Int[0, 4],
        Gen.Int[0, 1],
        Gen.Frequency((4, Gen.Const(-1)), (3, Gen.Int[0, 4])),
        static (kind, connection, group, dies) => new Step(kind, connection, group, dies < 0 ? null : dies)).Array[5, 30];

    public async Task RunAsync(Step[] steps)
    {
        foreach (var step in steps)
        {
            var completed = true;
            try
            {
                using var crash = crashAfter(step.DiesAfter);
                await TakeAsync(step);
            }
            catch (CrashException)
            {
                completed = false;
            }

            Note(step, completed);
            await CompareAsync(step);
        }
    }

    private async Task TakeAsync(Step step)
    {
        var (id, group) = (IdOf(step), GroupOf(step));
        switch (step.Kind)
        {
            case StepKind.Connect:
                // A connection ID comes once, but its $connect may be handled after its $disconnect.
                if (
                    (!_connections.TryGetValue(id, out var known) || known.TombstoneUntil > clock.GetUtcNow())
                    && await store.AddAsync(id, UserOf(step), clock.GetUtcNow())
                )
                {
                    await store.JoinAsync(id, group);
                    await store.OpenAsync(id);
                }

                break;
            case StepKind.Open:
                await store.OpenAsync(id);
                break;
            case StepKind.Join:
                await store.JoinAsync(id, group);
                break;
            case StepKind.Leave:
                await store.LeaveAsync(id, group);
                break;
            case StepKind.Disconnect:
                await store.RemoveAsync(id);
                break;
            case StepKind.Gone:
                await store.RemoveGoneAsync([id], clock.GetUtcNow().AddSeconds(1));
                break;
            default:
                clock.Advance(TimeSpan.FromMinutes(50));
                break;
        }
    }

    private void Note(Step step, bool completed)
    {
        var (id, group) = (IdOf(step), GroupOf(step));
        var known = _connections.GetValueOrDefault(id);
        switch (step.Kind)
        {
            // One whose $connect died is a client that was turned away.
            case StepKind.Connect when known is null:
                _connections[id] = new(clock.GetUtcNow() + ConnectionLifetime.Longest, UserOf(step)) { IsOpen = completed };
                _connections[id].Groups[group] = completed ? Membership.Must : Membership.May;
                break;
            case StepKind.Disconnect when completed:
                _connections[id] = new(default, null)
                {
                    IsRemoved = true,
                    TombstoneUntil = known is null ? clock.GetUtcNow() + ConnectionLifetime.Tombstone : known.TombstoneUntil,
                };
                break;
            case StepKind.Gone when completed && _readable.Contains(id):
                _connections[id] = new(default, null) { IsRemoved = true };
                break;
            case StepKind.Disconnect when known is null:
                _connections[id] = new(default, null) { IsRemoved = true };
                break;
            case StepKind.Gone or StepKind.Disconnect when known is not null:
                known.IsOpen = false;
                break;
            case StepKind.Join when known is { IsRemoved: false }:
                known.Groups[group] =
                    completed && known.IsOpen || known.Groups.GetValueOrDefault(group) == Membership.Must
                        ? Membership.Must
                        : Membership.May;
                break;
            case StepKind.Leave when known is { IsRemoved: false }:
                known.Groups[group] = completed ? Membership.Not : Membership.May;
                break;
            default:
                break;
        }
    }

    private async Task CompareAsync(Step after)
    {
        _readable.Clear();
        await CompareAsync(after, Audience.All, static known => known.IsOpen ? Membership.Must : Membership.May);
        foreach (var user in new[] { prefix + "even", prefix + "odd" })
        {
            await CompareAsync(
                after,
                Audience.User(user),
                known =>
                    known.User != user ? Membership.Not
                    : known.IsOpen ? Membership.Must
                    : Membership.May
            );
        }

        foreach (var group in _groups.Select(name => prefix + name))
        {
            await CompareAsync(after, Audience.Group(group), known => known.Groups.GetValueOrDefault(group) switch
            {
                Membership.Must when !known.IsOpen => Membership.May,
                var membership => membership,
            });
        }
    }

    private async Task CompareAsync(Step after, Audience audience, Func<Known, Membership> membership)
    {
        var read = (await ConnectionStoreContract.ReadAsync(store, audience, 50))
            .Where(id => id.StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        Assert.Equal(read.Count, read.Distinct().Count());
        _readable.UnionWith(read);
        foreach (var (id, known) in _connections)
        {
            var expected = known.IsRemoved || known.Expires <= clock.GetUtcNow() ? Membership.Not : membership(known);
            Assert.False(expected == Membership.Not && read.Contains(id), $"A ghost: {id} in {audience} after {after}.");
            Assert.False(expected == Membership.Must && !read.Contains(id), $"Lost: {id} of {audience} after {after}.");
        }

        Assert.All(read, id => Assert.True(_connections.ContainsKey(id), $"A stranger: {id} in {audience} after {after}."));
    }

    private string IdOf(Step step) => $"{prefix}{step.Connection}";

    private string GroupOf(Step step) => prefix + _groups[step.Group];

    private string UserOf(Step step) => prefix + (step.Connection % 2 == 0 ? "even" : "odd");

    internal enum StepKind
    {
        Connect,
        Open,
        Join,
        Leave,
        Disconnect,
        Gone,
        Wait,
    }

    private enum Membership
    {
        Not,
        May,
        Must,
    }

    /// <param name="DiesAfter">After how many requests to the database the process dies; null for never.</param>
    internal sealed record Step(StepKind Kind, int Connection, int Group, int? DiesAfter);

    private sealed class Known(DateTimeOffset expires, string? user)
    {
        public DateTimeOffset Expires => expires;

        public string? User => user;

        /// <summary>Its registration completed, and nothing began to remove it.</summary>
        public bool IsOpen { get; set; }

        public bool IsRemoved { get; init; }

        /// <summary>Until when a $connect may still be running, when its $disconnect was handled first.</summary>
        public DateTimeOffset TombstoneUntil { get; init; }

        public Dictionary<string, Membership> Groups { get; } = [];
    }
}

/// <summary>The process died here.</summary>
internal sealed class CrashException : Exception;
