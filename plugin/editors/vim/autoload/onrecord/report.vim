vim9script
# The window with the sources of a draft: Enter goes to the place, q closes it.

import autoload 'onrecord.vim'
import autoload 'onrecord/show.vim'

const KIND = {named: 'sourceNamed', unnamed: 'sourceUnnamed', spokesperson: 'sourceSpokesperson',
    organization: 'sourceOrganization', collective: 'sourceCollective', document: 'sourceDocument', media: 'sourceMedia'}

# By draft: the buffer of its report, whether it is the whole one, and where each line leads.
var views: dict<dict<any>> = {}

def Write(view: dict<any>, lines: list<string>)
    setbufvar(view.buffer, '&modifiable', 1)
    silent deletebufline(view.buffer, 1, '$')
    setbufline(view.buffer, 1, lines)
    setbufvar(view.buffer, '&modifiable', 0)
enddef

def List(view: dict<any>, answer: dict<any>)
    var lines = [answer.line ?? '', '']
    var groups: list<any> = []
    view.leads = {}
    for source in answer.sources
        var score = type(source.score) == v:t_float || type(source.score) == v:t_number ? printf('%3.0f', source.score) : '   '
        lines->add($'{score}  {source.label}')
        view.leads[len(lines)] = source.range
        groups->add([len(lines), show.Group(get(KIND, source.class, ''))])
        lines->add('     ' .. source.told)
        for one in source.attributions
            lines->add($'     line {one.range.start.line + 1}  {one.mode}: {one.text}')
            view.leads[len(lines)] = one.range
        endfor
        lines->add('')
    endfor
    Write(view, lines)
    for [lnum, group] in groups
        if !empty(group)
            prop_add(lnum, 6, {type: group, bufnr: view.buffer, end_col: len(lines[lnum - 1]) + 1})
        endif
    endfor
enddef

def Fill(draft: number)
    var view = views[draft]
    if view.whole
        var params = onrecord.Document(draft)->extendnew({format: 'text', width: 76})
        onrecord.Ask('onrecord/report', params, (answer) => {
            view.leads = {}
            Write(view, split(answer.content, "\n", 1))
        })
    else
        onrecord.Ask('onrecord/sources', onrecord.Document(draft), (answer) => List(view, answer))
    endif
enddef

# The whole report names places as "line 5" and "5:12".
def Place(view: dict<any>, lnum: number): list<number>
    if has_key(view.leads, lnum)
        var start = view.leads[lnum].start
        return [start.line + 1, start.character + 1, 0]
    endif
    var found = matchlist(getline(lnum), '^\s*\(\d\+\):\(\d\+\) ') ?? matchlist(getline(lnum), '^\s\+line \(\d\+\) ')
    return empty(found) ? [] : [str2nr(found[1]), max([1, str2nr(found[2])]), 1]
enddef

export def Go(draft: number)
    var place = Place(views[draft], line('.'))
    if !empty(place) && bufwinid(draft) > 0
        win_gotoid(bufwinid(draft))
        if place[2] == 1
            setcursorcharpos(place[0], place[1])
        else
            cursor(place[0], place[1])
        endif
    endif
enddef

export def Open(whole: bool)
    var draft = bufnr()
    if !onrecord.Runs(draft)
        onrecord.Warn('does not run for this buffer; :OnrecordStart starts it')
        return
    endif
    if !has_key(views, draft) || !bufexists(views[draft].buffer) || bufwinid(views[draft].buffer) < 0
        botright vnew
        setlocal buftype=nofile bufhidden=wipe noswapfile wrap linebreak breakindent nonumber signcolumn=no nomodifiable
        setlocal filetype=onrecord-report
        views[draft] = {buffer: bufnr(), leads: {}}
        exe $'nnoremap <buffer> <CR> <ScriptCmd>Go({draft})<CR>'
        nnoremap <buffer> q <Cmd>close<CR>
        wincmd p
    endif
    views[draft].whole = whole
    Fill(draft)
enddef

# Fills an open window anew after its draft has changed.
export def Refresh(draft: number)
    if has_key(views, draft) && bufexists(views[draft].buffer)
        Fill(draft)
    endif
enddef
