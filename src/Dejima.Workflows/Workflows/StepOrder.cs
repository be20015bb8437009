namespace Dejima.Workflows.Workflows;

/// <summary>An order in which steps can be done.</summary>
/// <param name="Steps">Every step once; each after all it needs, unless they are on a cycle.</param>
/// <param name="Cycles">
/// Cycles with no step in common, in the direction of the data: each step's output goes to the next, the last one's to
/// the first. Empty exactly when there is an order.
/// </param>
internal sealed record StepOrder(IReadOnlyList<string> Steps, IReadOnlyList<IReadOnlyList<string>> Cycles)
{
    /// <summary>Orders steps; among those that are free, the one written first comes first.</summary>
    /// <param name="steps">All names, each once.</param>
    /// <param name="needs">The names a step needs; names not in <paramref name="steps"/> do not count.</param>
    public static StepOrder Of(IReadOnlyList<string> steps, Func<string, IEnumerable<string>> needs)
    {
        var index = Enumerable.Range(0, steps.Count).ToDictionary(i => steps[i]);
        int[][] needed = [.. steps.Select(Needed)];
        return new Sorting(needed).Sort(steps);

        int[] Needed(string step) => [.. needs(step).Distinct().Where(index.ContainsKey).Select(name => index[name])];
    }

    private sealed class Sorting
    {
        private readonly int[][] _needed;
        private readonly List<int>[] _takers;
        private readonly int[] _missing;
        private readonly bool[] _done;
        private readonly PriorityQueue<int, int> _free = new();

        public Sorting(int[][] needed)
        {
            _needed = needed;
            _missing = [.. needed.Select(list => list.Length)];
            _done = new bool[needed.Length];
            _takers = [.. needed.Select(_ => new List<int>())];
            for (var step = 0; step < needed.Length; step++)
            {
                Array.ForEach(needed[step], need => _takers[need].Add(step));
                if (_missing[step] == 0)
                    _free.Enqueue(step, step);
            }
        }

        public StepOrder Sort(IReadOnlyList<string> steps)
        {
            var order = new List<string>(steps.Count);
            var cycles = new List<IReadOnlyList<string>>();
            for (var at = 0; order.Count < steps.Count;)
            {
                while (_free.TryDequeue(out var step, out _))
                    Finish(step);
                while (at < steps.Count && _done[at])
                    at++;
                if (at == steps.Count)
                    break;

                // Nothing is free: whatever is left needs something that is left. Cut the cycle and go on.
                var cycle = FindCycle(at);
                cycles.Add([.. cycle.Select(step => steps[step])]);
                cycle.ForEach(step => _done[step] = true);
                cycle.ForEach(Finish);
            }

            return new StepOrder(order, cycles);

            void Finish(int step)
            {
                _done[step] = true;
                order.Add(steps[step]);
                foreach (var taker in _takers[step].Where(taker => --_missing[taker] == 0 && !_done[taker]))
                    _free.Enqueue(taker, taker);
            }
        }

        // Following needs backwards must come back to a step already seen; what lies between is a cycle.
        private List<int> FindCycle(int start)
        {
            var seen = new Dictionary<int, int>();
            var walk = new List<int>();
            var step = start;
            while (seen.TryAdd(step, walk.Count))
            {
                walk.Add(step);
                step = _needed[step].First(need => !_done[need]);
            }

            var cycle = walk[seen[step]..];
            cycle.Reverse();
            return cycle;
        }
    }
}
