"""Dynamic programming on lists and dicts: knapsack, edit distance, longest common subsequence, coin change."""


def knapsack(weights, values, capacity):
    best = [0] * (capacity + 1)
    for weight, value in zip(weights, values):
        for room in range(capacity, weight - 1, -1):
            candidate = best[room - weight] + value
            if candidate > best[room]:
                best[room] = candidate
    return best[capacity]


def edit_distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def common_subsequence(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + 1
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j])
    out = []
    i, j = len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i -= 1
            j -= 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(out))


def ways(amount, coins, memo):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    key = (amount, len(coins))
    if key not in memo:
        memo[key] = ways(amount - coins[0], coins, memo) + ways(amount, coins[1:], memo)
    return memo[key]


def text_of(length, seed):
    out = []
    for _ in range(length):
        seed = seed * 48271 % 2147483647
        out.append("acgt"[seed % 4])
    return "".join(out)


def main():
    weights = [(i * 37) % 61 + 5 for i in range(120)]
    values = [(i * 53) % 97 + 10 for i in range(120)]
    a, b = text_of(900, 3), text_of(800, 8)
    common = common_subsequence(a, b)
    print("knapsack", knapsack(weights, values, 5000), edit_distance(a, b), len(common), common[:12],
          ways(900, (1, 2, 5, 10, 20, 50, 100, 200), {}))


if __name__ == "__main__":
    main()
