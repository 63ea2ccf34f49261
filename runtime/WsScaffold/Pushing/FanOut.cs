using WsScaffold.Events;

namespace WsScaffold.Pushing;

/// <summary>A send: reads the audience page by page while posting, and collects the results.</summary>
internal sealed class FanOut(
    PushServices services,
    string name,
    Selection selection,
    OutgoingMessage message,
    CancellationToken cancellationToken
)
{
    // Memory holds one page and the posts in progress.
    private const int PageSize = 256;

    // Time for the handler to store the continuation. Posts in progress may use half of it.
    private static readonly TimeSpan _deadlineMargin = TimeSpan.FromSeconds(2);
    private const int LargestPartOfRemaining = 4;

    private readonly SendWindow _window = new(services.Clock);
    private readonly Lock _lock = new();
    private readonly long _started = services.Clock.GetTimestamp();
    private readonly LambdaInvocation? _invocation = InvocationContext.Current is { IsOver: false } current ? current : null;
    private TimeSpan _margin;
    private CancellationToken? _beforeDeadline;
    private List<(int Index, string ConnectionId)>? _gone;
    private Exception? _firstError;
    private Exception? _callbackError;
    private bool _cancelled;
    private int _delivered;
    private int _goneCount;
    private int _throttled;
    private int _forbidden;
    private int _tooLarge;
    private int _errors;

    public async ValueTask<SendSummary> RunAsync()
    {
        SendContinuation? rest;
        IReadOnlyList<string> gone = [];
        if (selection.ConnectionIds is { } named)
        {
            rest = await PostToNamedAsync(named).ConfigureAwait(false);
            await _window.DrainAsync().ConfigureAwait(false);
            gone = _gone is null ? [] : [.. _gone.OrderBy(static one => one.Index).Select(static one => one.ConnectionId)];
        }
        else
        {
            using var deadline = WatchDeadline();
            rest = await PostToAudienceAsync().ConfigureAwait(false);
            await _window.DrainAsync().ConfigureAwait(false);
            _beforeDeadline = null;
        }

        await RemoveGoneAsync().ConfigureAwait(false);
        if (_callbackError is not null)
        {
            throw new InvalidOperationException("The callback of Report threw an exception, so the send stopped.", _callbackError);
        }

        if (_cancelled)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        return Summarize(rest) with { GoneConnections = gone };
    }

    private CancellationToken Stop => _beforeDeadline ?? cancellationToken;

    private bool MustStop => _cancelled || _callbackError is not null;

    private bool IsLate => _invocation is not null && _invocation.RemainingTime <= _margin;

    private async ValueTask<SendContinuation?> PostToNamedAsync(string[] connectionIds)
    {
        _margin = MarginBefore(_invocation);
        for (var index = 0; index < connectionIds.Length; index++)
        {
            if (selection.Excepts(connectionIds[index]))
            {
                continue;
            }

            await _window.EnterAsync().ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested || MustStop || (IsLate && index > 0))
            {
                _cancelled |= cancellationToken.IsCancellationRequested;
                _window.Leave();
                return MustStop ? null : ContinuationToken.Of(connectionIds.Skip(index).Where(id => !selection.Excepts(id)));
            }

            _ = PostAsync(index, new(connectionIds[index], default));
        }

        return null;
    }

    private async ValueTask<SendContinuation?> PostToAudienceAsync()
    {
        StorePosition? next = selection.Position;
        while (next is { } position)
        {
            if (await ReadAsync(position).ConfigureAwait(false) is not { } page)
            {
                return MustStop ? null : ContinuationToken.Of(selection, position);
            }

            foreach (var recipient in page.Connections)
            {
                if (!selection.Excepts(recipient.ConnectionId))
                {
                    await _window.EnterAsync().ConfigureAwait(false);
                    if (cancellationToken.IsCancellationRequested || MustStop || IsLate)
                    {
                        _cancelled |= cancellationToken.IsCancellationRequested;
                        _window.Leave();
                        return MustStop ? null : ContinuationToken.Of(selection, position);
                    }

                    _ = PostAsync(0, recipient);
                }

                position = new(page.Partition, recipient.ConnectionId);
            }

            await RemoveGoneAsync().ConfigureAwait(false);
            next = page.Next;
        }

        return null;
    }

    // Null if the send must stop: it is late, or the store failed. A failure of the first page is thrown to the caller.
    private async ValueTask<ConnectionPage?> ReadAsync(StorePosition position)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _cancelled = true;
            return null;
        }

        try
        {
            return IsLate ? null : await services.Store!.ReadAsync(selection.Audience, position, PageSize, Stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            _cancelled = cancellationToken.IsCancellationRequested;
            return null;
        }
        catch (Exception error) when (position != selection.Position)
        {
            // Any type: the store can be the user's own. The results so far must not be lost.
            PushLog.StoreFailed(services.Logger, name, error);
            return null;
        }
    }

    // Never fails: an error is the outcome of one connection, and the send continues.
    private async Task PostAsync(int index, ConnectionEntry recipient)
    {
        var (part, retries) = (0, 0);
        ConnectionStatus? status = null;
        Exception? error = null;
        try
        {
            while (part < message.Count)
            {
                try
                {
                    Stop.ThrowIfCancellationRequested();
                    status = await services.Connections.PostAsync(recipient.ConnectionId, message[part], Stop).ConfigureAwait(false);
                    error = null;
                }
                catch (HttpRequestException failure) when (RetryPolicy.WasNotDelivered(failure))
                {
                    (status, error) = (null, failure);
                }

                if (status == ConnectionStatus.Ok)
                {
                    _window.Speed();
                    part++;
                }
                else if (WaitBefore(ref retries, status, recipient) is { } wait)
                {
                    await Task.Delay(wait, services.Clock, Stop).ConfigureAwait(false);
                }
                else
                {
                    break;
                }
            }
        }
        // Any type: IConnections can be the user's own.
        catch (Exception failure)
        {
            if (failure is OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                _cancelled = true;
                _window.Leave();
                return;
            }

            (status, error) = (null, failure);
        }

        Count(index, recipient.ConnectionId, status, error);
        _window.Leave();
    }

    private TimeSpan? WaitBefore(ref int retries, ConnectionStatus? status, ConnectionEntry recipient)
    {
        if (status == ConnectionStatus.Throttled)
        {
            _window.Slow();
        }

        return status == ConnectionStatus.Gone ? RetryPolicy.WaitForOpening(ref retries, recipient, services.Clock)
            : status is not null and not ConnectionStatus.Throttled || IsLate ? null
            : RetryPolicy.Wait(ref retries, services.Clock.GetElapsedTime(_started));
    }

    private void Count(int index, string connectionId, ConnectionStatus? status, Exception? error)
    {
        lock (_lock)
        {
            var result = SendResult.Failed;
            switch (status)
            {
                case ConnectionStatus.Ok:
                    result = SendResult.Delivered;
                    _delivered++;
                    break;
                case ConnectionStatus.Gone:
                    result = SendResult.Gone;
                    _goneCount++;
                    (_gone ??= []).Add((index, connectionId));
                    break;
                case ConnectionStatus.Throttled:
                    result = SendResult.Throttled;
                    _throttled++;
                    break;
                case ConnectionStatus.Forbidden:
                    _forbidden++;
                    break;
                case ConnectionStatus.PayloadTooLarge:
                    _tooLarge++;
                    break;
                default:
                    _errors++;
                    _firstError ??= error;
                    break;
            }

            Tell(new(connectionId, result));
        }
    }

    private void Tell(SendOutcome outcome)
    {
        if (selection.Callback is null || _callbackError is not null)
        {
            return;
        }

        try
        {
            selection.Callback(outcome);
        }
        catch (Exception failure)
        {
            // Any type: it is the caller's own exception, and is rethrown where the send is awaited.
            _callbackError = failure;
        }
    }

    private async ValueTask RemoveGoneAsync()
    {
        string[] gone;
        lock (_lock)
        {
            if (_gone is null || services.Store is null)
            {
                return;
            }

            gone = [.. _gone.Select(static one => one.ConnectionId)];
            _gone.Clear();
        }

        if (gone.Length == 0)
        {
            return;
        }

        try
        {
            await services.Store.RemoveGoneAsync(gone, services.Clock.GetUtcNow() - ConnectionLifetime.Opening, Stop).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Any type: the store can be the user's own. The next send finds the connections gone again.
            PushLog.GoneNotRemoved(services.Logger, gone.Length, error);
        }
    }

    private CancellationTokenSource? WatchDeadline()
    {
        if (_invocation is null)
        {
            return null;
        }

        _margin = MarginBefore(_invocation);
        var time = _invocation.RemainingTime - (_margin / 2);
        if (time.TotalDays > 1)
        {
            return null;
        }

        var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(time > TimeSpan.Zero ? time : TimeSpan.Zero);
        _beforeDeadline = deadline.Token;
        return deadline;
    }

    private static TimeSpan MarginBefore(LambdaInvocation? invocation) =>
        invocation is null ? default : Min(_deadlineMargin, invocation.RemainingTime / LargestPartOfRemaining);

    private SendSummary Summarize(SendContinuation? rest)
    {
        var failed = _forbidden + _tooLarge + _errors;
        if (failed + _throttled > 0)
        {
            PushLog.NotDelivered(
                services.Logger,
                name,
                failed + _throttled,
                _delivered + _goneCount + _throttled + failed,
                _throttled,
                _forbidden,
                _tooLarge,
                _errors,
                _firstError
            );
        }

        return new(_delivered, _goneCount, _throttled, failed) { Continuation = rest };
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
