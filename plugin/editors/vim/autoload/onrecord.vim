vim9script
# The language server as a job: what goes to it, what comes from it, which buffers it knows.

import autoload 'onrecord/show.vim'
import autoload 'onrecord/report.vim'
import autoload 'onrecord/act.vim'

var job: job
var ready = false
var waiting: list<number> = []      # buffers to be opened once the server is ready
var open: dict<dict<any>> = {}      # by buffer: its URI, the version and the tick last sent

const CAPABILITIES = {
    general: {positionEncodings: ['utf-8']},    # Vim counts bytes too
    textDocument: {
        hover: {contentFormat: ['plaintext']},
        codeAction: {codeActionLiteralSupport: {codeActionKind: {valueSet: []}}},
        rename: {prepareSupport: true},
        publishDiagnostics: {versionSupport: true},
    },
    window: {showDocument: {support: true}},
}

export def Warn(text: string)
    echohl WarningMsg
    echomsg 'onrecord: ' .. text
    echohl None
enddef

export def Uri(path: string): string
    return 'file://' .. substitute(path, '[^A-Za-z0-9/._~-]', '\=ByteEscapes(submatch(0))', 'g')
enddef

def ByteEscapes(character: string): string
    return range(strlen(character))->mapnew((_, i) => printf('%%%02X', char2nr(strpart(character, i, 1))))->join('')
enddef

export def Path(uri: string): string
    return uri->substitute('^file://', '', '')->substitute('%\(\x\x\)', '\=eval("\"\\x" .. submatch(1) .. "\"")', 'g')
enddef

# The buffer of a URI, or -1.
export def Buffer(uri: string): number
    for [buffer, about] in items(open)
        if about.uri == uri
            return str2nr(buffer)
        endif
    endfor
    return -1
enddef

export def Runs(buffer: number): bool
    return ready && has_key(open, buffer)
enddef

export def Document(buffer: number): dict<any>
    return {textDocument: {uri: open[buffer].uri}}
enddef

export def Notify(method: string, params: dict<any>)
    ch_sendexpr(job, {method: method, params: params})
enddef

# Asks; Done gets the result, unless there is none.
export def Ask(method: string, params: dict<any>, Done: func(any))
    ch_sendexpr(job, {method: method, params: params}, {callback: (_, answer) => {
        if has_key(answer, 'error')
            Warn(answer.error.message)
        elseif get(answer, 'result', v:null) != v:null
            Done(answer.result)
        endif
    }})
enddef

def Text(buffer: number): string
    return getbufline(buffer, 1, '$')->join("\n") .. "\n"
enddef

# Tells the server the text of a buffer where it does not know it.
export def Sync(buffer: number)
    if !Runs(buffer) || open[buffer].tick == getbufvar(buffer, 'changedtick')
        return
    endif
    var about = open[buffer]
    about.tick = getbufvar(buffer, 'changedtick')
    about.version += 1
    Notify('textDocument/didChange', {textDocument: {uri: about.uri, version: about.version},
        contentChanges: [{text: Text(buffer)}]})
    show.Refresh(buffer)
enddef

def Saved(buffer: number)
    if Runs(buffer)
        Sync(buffer)
        Notify('textDocument/didSave', Document(buffer))
    endif
enddef

def Closed(buffer: number)
    if Runs(buffer)
        Notify('textDocument/didClose', Document(buffer))
        remove(open, buffer)
    endif
enddef

def OpenBuffer(buffer: number)
    var name = bufname(buffer)->fnamemodify(':p')
    open[buffer] = {uri: Uri(name), version: 1, tick: getbufvar(buffer, 'changedtick')}
    Notify('textDocument/didOpen', {textDocument: {uri: open[buffer].uri, languageId: getbufvar(buffer, '&filetype'),
        version: 1, text: Text(buffer)}})
    show.Refresh(buffer)
    augroup onrecord_buffers
        exe $'autocmd! * <buffer={buffer}>'
        exe $'autocmd TextChanged,TextChangedI,TextChangedP <buffer={buffer}> Sync({buffer})'
        exe $'autocmd BufWritePost <buffer={buffer}> Saved({buffer})'
        exe $'autocmd BufUnload <buffer={buffer}> Closed({buffer})'
        exe $'autocmd CursorHold,CursorMoved <buffer={buffer}> show.Say()'
    augroup END
    Keys()
enddef

def Keys()
    if !empty(g:onrecord_key_all) && empty(maparg(g:onrecord_key_all, 'n'))
        exe $'nnoremap <buffer> {g:onrecord_key_all} <Cmd>OnrecordAll<CR>'
    endif
    if empty(maparg('K', 'n'))
        nnoremap <buffer> K <Cmd>OnrecordHover<CR>
    endif
enddef

def Came(message: dict<any>)
    if message.method == 'textDocument/publishDiagnostics'
        var buffer = Buffer(message.params.uri)
        if buffer > 0
            show.Findings(buffer, message.params.diagnostics)
            show.Refresh(buffer)
            report.Refresh(buffer)
        endif
    elseif message.method == 'window/showDocument'
        act.ShowDocument(message.params)
        ch_sendexpr(job, {id: message.id, result: {success: true}})
    elseif message.method == 'window/showMessage'
        Warn(message.params.message)
    elseif has_key(message, 'id')
        ch_sendexpr(job, {id: message.id, result: v:null})
    endif
enddef

def Ended(status: number)
    ready = false
    open = {}
    if status != 0
        Warn($'the server ended with status {status}; :OnrecordStart starts it anew')
    endif
enddef

export def Stop()
    if ready
        ch_evalexpr(job, {method: 'shutdown'}, {timeout: 1000})
        ready = false
        ch_sendexpr(job, {method: 'exit'})
    endif
enddef

def Launch()
    job = job_start(g:onrecord_command, {in_mode: 'lsp', out_mode: 'lsp', err_io: 'null', noblock: 1,
        out_cb: (_, message) => Came(message), exit_cb: (_, status) => Ended(status)})
    if job_status(job) != 'run'
        return
    endif
    autocmd onrecord VimLeavePre * Stop()
    var params = {processId: getpid(), rootUri: Uri(getcwd()), capabilities: CAPABILITIES,
        initializationOptions: g:onrecord_settings, clientInfo: {name: 'Vim'}}
    Ask('initialize', params, (_) => {
        ready = true
        Notify('initialized', {})
        for buffer in waiting
            OpenBuffer(buffer)
        endfor
        waiting = []
    })
enddef

# Starts the server where none runs, and tells it of a buffer.
export def Start(buffer: number)
    if getbufvar(buffer, '&buftype') != '' || has_key(open, buffer) || index(waiting, buffer) >= 0
        return
    endif
    if !executable(g:onrecord_command[0])
        Warn($'there is no program {g:onrecord_command[0]}; install it, or name it in g:onrecord_command')
        return
    endif
    show.Groups()
    if ready
        OpenBuffer(buffer)
    else
        waiting->add(buffer)
        if job_status(job) != 'run'
            Launch()
        endif
    endif
enddef
