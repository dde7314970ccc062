vim9script
# Hover, fixes and renames.

import autoload 'onrecord.vim'

def Here(): dict<any>
    return onrecord.Document(bufnr())->extendnew({position: {line: line('.') - 1, character: col('.') - 1}})
enddef

def Ready(): bool
    if !onrecord.Runs(bufnr())
        onrecord.Warn('does not run for this buffer; :OnrecordStart starts it')
        return false
    endif
    onrecord.Sync(bufnr())
    return true
enddef

export def Hover()
    if !Ready()
        return
    endif
    onrecord.Ask('textDocument/hover', Here(), (answer) => {
        var popup = popup_atcursor(split(answer.contents.value, "\n", 1), {moved: 'any', border: [], padding: [0, 1, 0, 1],
            maxwidth: 78, highlight: 'Normal', borderchars: ['─', '│', '─', '│', '┌', '┐', '┘', '└']})
        setwinvar(popup, '&linebreak', 1)
    })
enddef

def Line(buffer: number, lnum: number): string
    return get(getbufline(buffer, lnum), 0, '')
enddef

# Replaces the text of a range; lines and bytes count from 0.
def Replace(buffer: number, edit: dict<any>)
    var last = getbufinfo(buffer)[0].linecount
    var from = edit.range.start
    var to = edit.range.end
    var ends_past = to.line >= last
    var end_line = ends_past ? last : to.line + 1
    var first = Line(buffer, min([from.line + 1, last]))
    var head = strpart(first, 0, from.character)
    var tail = ends_past ? '' : strpart(Line(buffer, end_line), to.character)
    var lines = split(head .. edit.newText .. tail, "\n", 1)
    var start = min([from.line + 1, last])
    appendbufline(buffer, end_line, lines)
    deletebufline(buffer, start, end_line)
enddef

def Edit(changes: dict<any>)
    for [uri, edits] in items(changes)
        var buffer = onrecord.Buffer(uri)
        if buffer < 0
            buffer = bufadd(onrecord.Path(uri))
            bufload(buffer)
            setbufvar(buffer, '&buflisted', 1)
        endif
        var view = winsaveview()
        for one in edits->copy()->sort((a, b) => a.range.start.line != b.range.start.line
                ? b.range.start.line - a.range.start.line : b.range.start.character - a.range.start.character)
            Replace(buffer, one)
        endfor
        winrestview(view)
        onrecord.Sync(buffer)
    endfor
enddef

def Apply(action: dict<any>)
    if has_key(action, 'edit')
        Edit(get(action.edit, 'changes', {}))
    endif
    var command = get(action, 'command', v:null)
    if type(command) == v:t_dict
        onrecord.Ask('workspace/executeCommand', {command: command.command, arguments: get(command, 'arguments', [])}, (_) => 0)
    endif
enddef

# Offers what can be done at the cursor; with words, does the first thing whose title has them.
export def Fix(words: string)
    if !Ready()
        return
    endif
    var position = Here().position
    var params = onrecord.Document(bufnr())->extendnew({range: {start: position, end: position}, context: {diagnostics: []}})
    onrecord.Ask('textDocument/codeAction', params, (actions) => {
        if !empty(words)
            var good = actions->copy()->filter((_, a) => stridx(a.title, words) >= 0)
            if !empty(good)
                Apply(good[0])
            endif
        elseif empty(actions)
            onrecord.Warn('nothing is found here')
        else
            popup_menu(actions->mapnew((_, a) => a.title), {callback: (_, choice) => {
                if choice > 0
                    Apply(actions[choice - 1])
                endif
            }})
        endif
    })
enddef

def AskRename(name: string)
    onrecord.Ask('textDocument/rename', Here()->extendnew({newName: name}), (edit) => Edit(get(edit, 'changes', {})))
enddef

export def Rename(name: string)
    if !Ready()
        return
    endif
    if !empty(name)
        AskRename(name)
        return
    endif
    onrecord.Ask('textDocument/prepareRename', Here(), (answer) => {
        var given = input('New name: ', get(answer, 'placeholder', expand('<cword>')))
        if !empty(given)
            AskRename(given)
        endif
    })
enddef

export def ShowDocument(params: dict<any>)
    exe 'split ' .. fnameescape(onrecord.Path(params.uri))
enddef
