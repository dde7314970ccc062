# The sum is done again from what is printed, for every draft of the tests.
"$ONRECORD" explain --score --format json "$HERE/../drafts" > sums.json
"$ONRECORD" analyze --format json "$HERE/../drafts" > found.json
"$PYTHON" - <<'END'
import json, math
sums, found = json.load(open('sums.json')), json.load(open('found.json'))
assert len(sums) == len(found) > 8
shares = rates = left_out = 0
for sum_, analysis in zip(sums, found):
    assert sum_['path'] == analysis['path'] and sum_['rubric'] == analysis['score']['rubric']
    points = {}
    for s in sum_['sources']:
        assert s['score'] == max(0, 100 - sum(d['points'] for d in s['deductions'])), s
        assert s['score'] == analysis['sources'][s['id']]['score']
        points[s['id']] = s['score']
    weighted = weight = 0
    for a in sum_['attributions']:
        assert a['from'] == points.get(a['source_id'], 100)
        assert a['score'] == max(0, a['from'] - sum(d['points'] for d in a['deductions'])), a
        assert a['weight'] == (0 if 'left_out' in a else min(40, max(8, a['words']))), a
        weighted, weight = weighted + a['weight'] * a['score'], weight + a['weight']
        left_out += 'left_out' in a
    article = sum_['article']
    assert (weighted, weight) == (article['weighted'], article['weight'])
    for d in article['deductions']:
        if 'of' in d:
            shares += 1
            assert abs(d['points'] - d['each'] * d['met'] / d['of']) < 0.01, d
        if 'per_words' in d:
            rates += 1
            assert abs(d['points'] - min(d['most'], d['each'] * d['met'] * d['per_words'] / max(d['words'], d['per_words']))) < 0.01, d
    off = min(25, sum(d['points'] for d in article['deductions']))
    exact = max(0, weighted / weight - off)
    assert abs(exact - article['exact']) < 0.02 and article['value'] == math.floor(exact + 0.5), article
    assert article['value'] == analysis['score']['value'] and article['band'] == analysis['score']['band']
assert shares and rates and left_out, (shares, rates, left_out)
print(len(sums), 'sums done again')
END
