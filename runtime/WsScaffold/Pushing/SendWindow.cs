namespace WsScaffold.Pushing;

/// <summary>
/// Limits the number of concurrent posts: to 32, to half as many after a throttled one, and to one more after each full window of
/// successful ones.
/// </summary>
/// <remarks>
/// A waiting send continues on the thread of the post that made room. In Lambda, it thus stays on the thread of the invocation.
/// </remarks>
internal sealed class SendWindow(TimeProvider clock)
{
    /// <summary>The initial limit, which is the number of sockets of the transport.</summary>
    public const int Largest = 32;

    // The posts of one window are throttled together: slow down once, not once for each.
    private static readonly TimeSpan _slowOnceIn = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private int _size = Largest;
    private int _underWay;
    private int _delivered;
    private long _slowedAt;
    private bool _wasSlowed;
    private TaskCompletionSource? _entering;
    private TaskCompletionSource? _draining;

    public int Size
    {
        get
        {
            lock (_lock)
            {
                return _size;
            }
        }
    }

    /// <summary>Waits until another post may start. One caller at a time.</summary>
    public ValueTask EnterAsync()
    {
        lock (_lock)
        {
            if (_underWay < _size)
            {
                _underWay++;
                return default;
            }

            _entering = new();
            return new(_entering.Task);
        }
    }

    /// <summary>Ends a post.</summary>
    public void Leave()
    {
        TaskCompletionSource? next = null;
        lock (_lock)
        {
            _underWay--;
            if (_underWay < _size && _entering is not null)
            {
                _underWay++;
                (next, _entering) = (_entering, null);
            }
            else if (_underWay == 0)
            {
                (next, _draining) = (_draining, null);
            }
        }

        next?.SetResult();
    }

    /// <summary>Waits until all posts have ended.</summary>
    public ValueTask DrainAsync()
    {
        lock (_lock)
        {
            return _underWay == 0 ? default : new((_draining = new()).Task);
        }
    }

    /// <summary>Call it after a throttled post.</summary>
    public void Slow()
    {
        lock (_lock)
        {
            if (_wasSlowed && clock.GetElapsedTime(_slowedAt) < _slowOnceIn)
            {
                return;
            }

            (_wasSlowed, _slowedAt) = (true, clock.GetTimestamp());
            _size = Math.Max(1, _size / 2);
            _delivered = 0;
        }
    }

    /// <summary>Call it after a successful post.</summary>
    public void Speed()
    {
        lock (_lock)
        {
            if (_size < Largest && ++_delivered >= _size)
            {
                _size++;
                _delivered = 0;
            }
        }
    }
}
