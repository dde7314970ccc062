"""onrecord from Python: who says what in a news draft, and how openly it is sourced.

    import onrecord
    draft = onrecord.analyze('The mayor will resign, people familiar with the matter said.')
    draft.score.value, draft.sources[0].class_, draft.text(draft.sources[0].label)

One file, nothing to install beside the library: the records are those of onrecord.h, which is read when this module is
imported, so that they cannot differ from it. Everything is copied out of the analysis, so nothing is to be freed.

ONRECORD_LIBRARY and ONRECORD_HEADER name the library and the header where they are not found by themselves.
"""
import collections
import ctypes
import ctypes.util
import os
import re
import subprocess
import types

Span = collections.namedtuple('Span', 'start end')  # bytes of the draft, the end not included

_SIMPLE = {'uint32_t': ctypes.c_uint32, 'uint64_t': ctypes.c_uint64, 'uint8_t': ctypes.c_uint8, 'bool': ctypes.c_bool,
           'float': ctypes.c_float, 'double': ctypes.c_double, 'int': ctypes.c_int, 'char': ctypes.c_char}


class Error(Exception):
    """Why a draft could not be analyzed; .code is the library's name for it, .offset the byte it was met at."""

    def __init__(self, text, code, offset):
        super().__init__(text)
        self.code, self.offset = code, offset


def _pkg_config(*words):
    try:
        return subprocess.run(['pkg-config', *words, 'onrecord'], capture_output=True, text=True).stdout.strip()
    except OSError:
        return ''


def _find_header():
    folders = [_pkg_config('--variable=includedir'), os.path.expanduser('~/.local/include'), '/usr/local/include', '/usr/include']
    for path in [os.environ.get('ONRECORD_HEADER', ''), *(os.path.join(f, 'onrecord.h') for f in folders)]:
        if os.path.isfile(path):
            return path
    raise ImportError('onrecord.h is not found; name it in ONRECORD_HEADER')


def _find_library():
    named = os.environ.get('ONRECORD_LIBRARY') or ctypes.util.find_library('onrecord')
    for path in [named, *(os.path.join(f, 'libonrecord.so') for f in (_pkg_config('--variable=libdir'), '/usr/local/lib')
                          if os.path.isdir(f))]:
        if path:
            return ctypes.CDLL(path)
    raise ImportError('libonrecord.so is not found; name it in ONRECORD_LIBRARY')


class _Header:
    """The structs and functions of onrecord.h, as ctypes has them."""

    def __init__(self, text):
        self.text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
        self.numbers = dict(re.findall(r'^#define (ONR_\w+) (\d+)\s*$', self.text, re.M))
        self.structs, self.enums = {}, {}  # of each struct its type; of its members that are enums, which
        for name, body in re.findall(r'^struct (\w+) \{(.*?)^\};', self.text, re.M | re.S):
            self.structs[name] = type(name, (ctypes.Structure,), {})
            members = re.findall(r'([\w ]+?[ *]+)(\w+)(?:\[(\w+)\])?;', body)
            self.enums[name] = {m: t.split()[-1] for t, m, _ in members if t.split()[0] == 'enum'}
            self.structs[name]._fields_ = [(m, self.type(t, size)) for t, m, size in members]
        self.functions = re.findall(r'^ONR_API ([\w ]+?[ *]+)(\w+)\(', self.text, re.M)

    def type(self, words, size=''):
        """The type that C words mean."""
        kind = words.replace('const', '').replace('*', '').split()
        if '*' in words:
            if kind == ['char']:
                return ctypes.c_char_p
            return ctypes.POINTER(self.structs[kind[1]]) if kind[-1] in self.structs else \
                ctypes.POINTER(_SIMPLE[kind[0]]) if kind[0] in _SIMPLE else ctypes.c_void_p
        if kind == ['void']:
            return None
        found = ctypes.c_int if kind[0] == 'enum' else self.structs[kind[1]] if kind[0] == 'struct' else _SIMPLE[kind[0]]
        return found * int(self.numbers.get(size, size)) if size else found


with open(_find_header(), encoding='utf-8') as _file:
    _header = _Header(_file.read())
_library = _find_library()
for _result, _name in _header.functions:
    getattr(_library, _name).restype = _header.type(_result)

NONE = 0xFFFFFFFF  # an index that leads nowhere; None in what this module returns


def _name(enum, value):
    function = getattr(_library, enum + '_name', None)
    return function(ctypes.c_int(value)).decode() if function else value


def _rule(index):
    return _library.onr_policy_rule_at(None, ctypes.c_uint32(index)).contents.id.decode()


def _record(raw):
    """A plain object with the members of a struct: enums and rules by name, runs as lists, spans as Span."""
    kind = type(raw).__name__
    if kind == 'onr_span':
        return Span(raw.start, raw.end)
    if kind in ('onr_spans', 'onr_indices', 'onr_deductions'):
        return [_record(raw.at[i]) for i in range(raw.count)]
    if not isinstance(raw, ctypes.Structure):
        return raw.decode('utf-8') if isinstance(raw, bytes) else None if raw == NONE else raw
    made = types.SimpleNamespace()
    for member, _ in raw._fields_:
        value = getattr(raw, member)
        counts = {'related': 'related_count', 'edits': 'edit_count'}
        if member in counts:
            value = [_record(value[i]) for i in range(getattr(raw, counts[member]))]
        elif member in _header.enums[kind]:
            value = _name(_header.enums[kind][member], value)
        elif not isinstance(value, ctypes.Array):
            value = _record(value)
        setattr(made, member, value)
    if hasattr(made, 'rule'):
        made.rule = _rule(raw.rule)
    return made


class Draft:
    """All that is found in a draft. Spans are bytes of it; text() gives their words."""

    def __init__(self, data, analysis):
        self.bytes = data
        for name in ('blocks', 'quotations', 'attributions', 'nested_attributions', 'sources', 'comment_requests', 'findings'):
            setattr(self, name, self._all(analysis, name))
        for i, attribution in enumerate(self.attributions):
            attribution.source_index = _record(_library.onr_attribution_source(analysis, ctypes.c_uint32(i)))
            attribution.score = _record(_library.onr_attribution_score(analysis, ctypes.c_uint32(i)).contents)
        for i, source in enumerate(self.sources):
            source.score = _record(_library.onr_source_score(analysis, ctypes.c_uint32(i)).contents)
        self.score = _record(_library.onr_article_score(analysis).contents)
        self.words = _library.onr_word_count(analysis)

    @staticmethod
    def _all(analysis, name):
        count = ctypes.c_uint32()
        first = getattr(_library, 'onr_' + name)(analysis, ctypes.byref(count))
        return [_record(first[i]) for i in range(count.value)]

    def text(self, spans):
        """The words of a span, or of a list of spans with an ellipsis between them."""
        spans = [spans] if isinstance(spans, Span) else spans
        return ' … '.join(self.bytes[s.start:s.end].decode('utf-8') for s in spans)

    def source_of(self, attribution):
        """The source of an attribution, or None where the draft gives none."""
        return None if attribution.source_index is None else self.sources[attribution.source_index]


def analyze(text, format='plain', profile='default', outlet=None):
    """Analyzes a draft, given as str or as bytes of UTF-8. Raises Error where it cannot be."""
    data = text.encode('utf-8') if isinstance(text, str) else bytes(text)
    options = _header.structs['onr_options'](format=format.encode(), profile=profile.encode(),
                                             outlet=outlet.encode() if outlet else None)
    error = _header.structs['onr_error']()
    analysis = ctypes.c_void_p(_library.onr_analyze(data, ctypes.c_size_t(len(data)), ctypes.byref(options),
                                                    ctypes.byref(error)))
    if not analysis:
        code = _library.onr_code_name(error.code).decode()
        raise Error(error.text.decode('utf-8', 'replace'), code, error.offset)
    try:
        return Draft(data, analysis)
    finally:
        _library.onr_analysis_free(analysis)
