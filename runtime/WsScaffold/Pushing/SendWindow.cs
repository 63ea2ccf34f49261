namespace WsScaffold.Pushing;

/// <summary>
/// How many posts may be under way: 32, half as many after a throttled one, and one more again for each full window that
/// went through.
/// </summary>
/// <remarks>
/// What waits goes on on the thread of the post that made room, so that in Lambda a sending stays on the invocation's.
/// </remarks>
internal sealed class SendWindow(TimeProvider clock)
{
    /// <summary>As many connections as the transport has.</summary>
    public const int Largest = 32;

    // Posts of one window are throttled together; that is one reason to slow down, not many.
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

    /// <summary>Waits for room. One caller at a time.</summary>
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

    /// <summary>Makes room.</summary>
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

    /// <summary>Waits until nothing is under way.</summary>
    public ValueTask DrainAsync()
    {
        lock (_lock)
        {
            return _underWay == 0 ? default : new((_draining = new()).Task);
        }
    }

    /// <summary>A post was throttled.</summary>
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

    /// <summary>A post went through.</summary>
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
