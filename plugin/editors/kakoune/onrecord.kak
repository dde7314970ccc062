# For kakoune-lsp 18 and later, after it is loaded: source this file from kakrc.

# Named and unnamed differ by weight, slant and line; blue and orange are told apart without colour sight.
# On a light background, onrecord-light sets darker ones.
define-command onrecord-dark -docstring 'colours of sources for a dark background' %{
    set-face global OnrecordNamed rgb:7fb4ff+bu
    set-face global OnrecordUnnamed rgb:ffb454+ic
    set-face global OnrecordBody rgb:9cc9b0
    set-face global OnrecordDocument rgb:c3b1e1
    set-face global OnrecordQuotation rgb:a9c7e8
    set-face global OnrecordUnnamedQuotation rgb:e8c9a0+i
    set-face global OnrecordCue rgb:9a9a9a
}

define-command onrecord-light -docstring 'colours of sources for a light background' %{
    set-face global OnrecordNamed rgb:005f9e+bu
    set-face global OnrecordUnnamed rgb:a34700+ic
    set-face global OnrecordBody rgb:2d6a4f
    set-face global OnrecordDocument rgb:5b3f8c
    set-face global OnrecordQuotation rgb:1f4e79
    set-face global OnrecordUnnamedQuotation rgb:7a4a12+i
    set-face global OnrecordCue rgb:666666
}

onrecord-dark

hook -group onrecord global BufCreate .*\.txt %{
    set-option buffer filetype text
}

hook -group onrecord global BufSetOption filetype=(?:text|markdown) %{
    set-option buffer lsp_servers %{
        [onrecord]
        root_globs = [".onrecord", ".git"]
        command = "onrecord"
        args = ["lsp"]
        [onrecord.settings.onrecord]
        show = "hint"
    }
    set-option buffer lsp_semantic_tokens %{
        [
            {face="OnrecordUnnamedQuotation", token="quotation", modifiers=["unnamed"]},
            {face="OnrecordQuotation", token="quotation"},
            {face="OnrecordCue", token="cue"},
            {face="OnrecordNamed", token="sourceNamed"},
            {face="OnrecordUnnamed", token="sourceUnnamed"},
            {face="OnrecordBody", token="sourceSpokesperson"},
            {face="OnrecordBody", token="sourceOrganization"},
            {face="OnrecordBody", token="sourceCollective"},
            {face="OnrecordDocument", token="sourceDocument"},
            {face="OnrecordDocument", token="sourceMedia"},
        ]
    }
}

# Quiet until a key shows all: no text of findings in the draft, no hints and infos in the gutter.
set-option global lsp_diagnostic_line_hint_sign ''
set-option global lsp_diagnostic_line_info_sign ''

hook -group onrecord global WinSetOption filetype=(?:text|markdown) %{
    lsp-enable-window
    hook window -group onrecord-tokens BufReload .* lsp-semantic-tokens
    hook window -group onrecord-tokens NormalIdle .* lsp-semantic-tokens
    hook window -group onrecord-tokens InsertIdle .* lsp-semantic-tokens
    map window normal <F8> ': onrecord-all<ret>' -docstring 'show all findings'
}

declare-option -hidden bool onrecord_all false

define-command onrecord-all -docstring 'show every finding and hint, or be quiet again' %{
    evaluate-commands %sh{
        if [ "$kak_opt_onrecord_all" = true ]; then
            printf '%s\n' 'set-option window onrecord_all false' 'lsp-inlay-diagnostics-disable window' 'lsp-inlay-hints-disable window'
        else
            printf '%s\n' 'set-option window onrecord_all true' 'lsp-inlay-diagnostics-enable window' 'lsp-inlay-hints-enable window'
        fi
    }
}
