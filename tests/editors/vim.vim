vim9script
# Run by Vim itself, without a screen, on a copy of draft.txt. Writes a line for each thing that was seen.

var results: list<string> = []

def Tell(name: string, good: bool, told: any = '')
    results->add((good ? 'ok' : 'not ok') .. "\t" .. name .. "\t" .. (good ? '' : string(told)->substitute('\_s\+', ' ', 'g')))
enddef

def Wait(What: func(): bool): bool
    for _ in range(400)
        if What()
            return true
        endif
        sleep 50m
    endfor
    return false
enddef

def At(words: string)
    if search('\V' .. words, 'w') == 0
        throw 'the draft lacks ' .. words
    endif
enddef

def Drawn(): list<string>
    return prop_list(line('.'))->filter((_, p) => p.col <= col('.') && col('.') < p.col + p.length)->mapnew((_, p) => p.type)
enddef

def Signs(): list<string>
    return sign_getplaced(bufnr(), {group: 'onrecord'})[0].signs->mapnew((_, s) => s.name)
enddef

def CheckFindings()
    Tell('findings arrive, with their signs', Wait(() => index(Signs(), 'OnrecordWarning') >= 0), Signs())
    Tell('hints are kept off the gutter', index(Signs(), 'OnrecordHint') < 0, Signs())
    feedkeys("\<F8>", 'xt')
    Tell('one key shows all', index(Signs(), 'OnrecordHint') >= 0, Signs())
    feedkeys("\<F8>", 'xt')
    Tell('and hides it again', index(Signs(), 'OnrecordHint') < 0, Signs())
    OnrecordFindings
    Tell('the location list has them', getline(1, '$')->join("\n") =~ 'anonymous-no-reason', getline(1, '$'))
    lclose
enddef

def CheckColours()
    for [words, group] in [['familiar with', 'OnrecordUnnamed'], ['Tom Baker', 'OnrecordNamed'],
            ['There is no buyer', 'OnrecordQuotation'], ['It is done', 'OnrecordUnnamedQuotation']]
        At(words)
        Tell($'“{words}” is drawn as {group}', Wait(() => index(Drawn(), group) >= 0), Drawn())
    endfor
    Tell('named and unnamed differ without colour', synIDattr(hlID('OnrecordNamed'), 'underline', 'term') == '1' &&
        synIDattr(hlID('OnrecordUnnamed'), 'undercurl', 'term') == '1')
enddef

def PopupText(): string
    return popup_list()->mapnew((_, p) => getbufline(winbufnr(p), 1, '$')->join("\n"))->join("\n")
enddef

def CheckHover()
    At('familiar with')
    feedkeys('K', 'xt')
    Tell('hover shows the card of a source', Wait(() => PopupText() =~ 'no reason given'), PopupText())
    popup_clear()
enddef

def CheckRename()
    At('Baker denied')
    OnrecordRename Barker
    Wait(() => getline(5) =~ 'Barker')
    Tell('rename changes every mention outside quotations',
        getline(5) =~ '^Mayor Tom Barker denied it' && getline(5) =~ 'Barker told reporters', getline(5))
enddef

def CheckFix()
    At('familiar with')
    OnrecordFix Waive anonymous-no-reason in this paragraph
    Tell('a fix that is chosen changes the draft', Wait(() => getline(3) =~ 'onrecord: ok anonymous-no-reason'), getline(3))
    Tell('and nothing else of it', line('$') == 8 && getline(4) =~ '^HOLLIN' && getline(8) =~ 'in June\.$', getline(1, '$'))
    At('familiar with')
    OnrecordFix
    Tell('fixes are offered in a menu', Wait(() => PopupText() =~ 'Waive'), PopupText())
    popup_clear(true)
enddef

def ReportText(): string
    for window in range(1, winnr('$'))
        if getwinvar(window, '&filetype') == 'onrecord-report'
            return getbufline(winbufnr(window), 1, '$')->join("\n")
        endif
    endfor
    return ''
enddef

def CheckReport()
    OnrecordReport
    Tell('the report lists the sources', Wait(() => ReportText() =~ 'Mayor Tom'), ReportText())
    wincmd l
    At('Mayor Tom')
    feedkeys("\<CR>", 'xt')
    Tell('Enter leads from the report to the draft', getline('.') =~ '^Mayor', getline('.'))
    OnrecordReport!
    Tell('with ! it is the whole report', Wait(() => ReportText() =~ 'Findings:'), ReportText())
enddef

def Run()
    g:onrecord_command = [$ONRECORD, 'lsp']
    exe 'edit ' .. $DRAFT
    for [name, Check] in [['findings', CheckFindings], ['colours', CheckColours], ['hover', CheckHover], ['rename', CheckRename],
            ['fix', CheckFix], ['report', CheckReport]]
        try
            Check()
        catch
            Tell($'no error in {name}', false, v:exception .. ' ' .. v:throwpoint)
        endtry
    endfor
enddef

try
    Run()
catch
    Tell('no error', false, v:exception .. ' ' .. v:throwpoint)
endtry
if v:errmsg != ''
    Tell('no message of an error', false, v:errmsg .. ' ' .. execute('messages'))
endif
writefile(results, $RESULTS)
qall!
