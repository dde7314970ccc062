vim9script
# What a buffer shows: colours of sources, signs of findings, and all of it on demand.

import autoload 'onrecord.vim'

# The styles tell named from unnamed without colour; blue and orange are told apart without colour sight.
# Group: dark and light, for terminals of 256 colours and for others; the style.
const GROUPS = {
    OnrecordNamed: ['75', '#7fb4ff', '25', '#005f9e', 'bold,underline'],
    OnrecordUnnamed: ['215', '#ffb454', '130', '#a34700', 'italic,undercurl'],
    OnrecordBody: ['115', '#9cc9b0', '29', '#2d6a4f', 'underdashed'],
    OnrecordDocument: ['183', '#c3b1e1', '60', '#5b3f8c', 'underdotted'],
    OnrecordQuotation: ['152', '#a9c7e8', '24', '#1f4e79', 'NONE'],
    OnrecordUnnamedQuotation: ['180', '#e8c9a0', '94', '#7a4a12', 'italic'],
    OnrecordCue: ['247', '#9a9a9a', '242', '#666666', 'NONE'],
}
const GROUP_OF = {
    quotation: 'OnrecordQuotation', cue: 'OnrecordCue', sourceNamed: 'OnrecordNamed', sourceUnnamed: 'OnrecordUnnamed',
    sourceSpokesperson: 'OnrecordBody', sourceOrganization: 'OnrecordBody', sourceCollective: 'OnrecordBody',
    sourceDocument: 'OnrecordDocument', sourceMedia: 'OnrecordDocument',
}
const SEVERITIES = {1: ['Error', 'E'], 2: ['Warning', 'W'], 3: ['Info', 'I'], 4: ['Hint', 'H']}
const GUTTER = 2        # the least serious that has a sign while all is not shown

var all = false
var findings: dict<list<dict<any>>> = {}

# The group of a type of token, or '' for what is not drawn.
export def Group(kind: string, modifiers: list<string> = []): string
    if kind == 'quotation' && index(modifiers, 'unnamed') >= 0
        return 'OnrecordUnnamedQuotation'
    endif
    return get(GROUP_OF, kind, '')
enddef

export def Groups()
    var at = &background == 'dark' ? 0 : 2
    for [name, look] in items(GROUPS)
        exe $'hi def {name} ctermfg={look[at]} guifg={look[at + 1]} cterm={look[4]} gui={look[4]} term={look[4]}'
        if empty(prop_type_get(name))
            prop_type_add(name, {highlight: name, priority: 10, combine: true})
        endif
    endfor
    hi def link OnrecordSignError ErrorMsg
    hi def link OnrecordSignWarning WarningMsg
    hi def link OnrecordSignInfo Comment
    hi def link OnrecordSignHint Comment
    for [number, look] in items(SEVERITIES)
        sign_define('Onrecord' .. look[0], {text: look[1], texthl: 'OnrecordSign' .. look[0]})
        if empty(prop_type_get('OnrecordSays' .. number))
            prop_type_add('OnrecordSays' .. number, {highlight: 'OnrecordSign' .. look[0]})
        endif
    endfor
enddef

def Draw(buffer: number, ranges: list<any>)
    prop_remove({types: keys(GROUPS), bufnr: buffer, all: true}, 1, line('$'))
    for one in ranges
        var group = Group(one.type, one.modifiers)
        if !empty(group)
            prop_add(one.range.start.line + 1, one.range.start.character + 1, {type: group, bufnr: buffer,
                end_lnum: one.range.end.line + 1, end_col: one.range.end.character + 1})
        endif
    endfor
enddef

# Draws the sources of a buffer; an answer about an older text is let go.
export def Refresh(buffer: number)
    if !onrecord.Runs(buffer)
        return
    endif
    var tick = getbufvar(buffer, 'changedtick')
    onrecord.Ask('onrecord/ranges', onrecord.Document(buffer), (answer) => {
        if bufloaded(buffer) && getbufvar(buffer, 'changedtick') == tick
            Draw(buffer, answer.ranges)
        endif
    })
enddef

def ShowFindings(buffer: number)
    var last = getbufinfo(buffer)[0].linecount
    sign_unplace('onrecord', {buffer: buffer})
    prop_remove({types: keys(SEVERITIES)->mapnew((_, n) => 'OnrecordSays' .. n), bufnr: buffer, all: true}, 1, last)
    for one in get(findings, buffer, [])
        var lnum = min([one.range.start.line + 1, last])
        if all || one.severity <= GUTTER
            sign_place(0, 'onrecord', 'Onrecord' .. SEVERITIES[one.severity][0], buffer, {lnum: lnum, priority: 20 - one.severity})
        endif
        if all && has('patch-9.0.0121')
            prop_add(lnum, 0, {type: 'OnrecordSays' .. one.severity, bufnr: buffer, text_align: 'below',
                text: '    ' .. one.message, text_wrap: 'wrap'})
        endif
    endfor
enddef

export def Findings(buffer: number, list: list<any>)
    findings[buffer] = list
    ShowFindings(buffer)
enddef

export def ToggleAll()
    all = !all
    for buffer in keys(findings)
        if bufloaded(str2nr(buffer))
            ShowFindings(str2nr(buffer))
        endif
    endfor
enddef

# The findings of the buffer in its location list.
export def List()
    var items = get(findings, bufnr(), [])->mapnew((_, one) => ({bufnr: bufnr(), lnum: one.range.start.line + 1,
        col: one.range.start.character + 1, end_lnum: one.range.end.line + 1, end_col: one.range.end.character + 1,
        type: SEVERITIES[one.severity][1], text: $'{one.message} [{one.code}]'}))
    setloclist(0, [], ' ', {title: 'onrecord', items: items})
    lopen
enddef

# Says in the last line what is found at the cursor, the most serious of it.
export def Say()
    var here: list<any> = get(findings, bufnr(), [])->copy()->filter((_, one) =>
        one.range.start.line + 1 == line('.') && one.range.start.character < col('.') &&
        (one.range.end.line + 1 > line('.') || col('.') <= one.range.end.character))
    if !all
        here->filter((_, one) => one.severity <= GUTTER)
    endif
    if empty(here)
        return
    endif
    var text = here[0].message
    echo strdisplaywidth(text) < &columns - 12 ? text : strcharpart(text, 0, &columns - 16) .. '…'
enddef
