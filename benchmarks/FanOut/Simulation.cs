namespace FanOut;

internal static class Simulation
{
    public static int Run(int seed) => seed;
}
