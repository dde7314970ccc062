vim9script
# Starts onrecord for drafts. `let g:onrecord_disable = 1` keeps it from starting by itself.

if exists('g:loaded_onrecord') || !has('vim9script') || v:version < 900 || !has('channel')
    finish
endif
g:loaded_onrecord = 1

g:onrecord_command = get(g:, 'onrecord_command', ['onrecord', 'lsp'])
g:onrecord_filetypes = get(g:, 'onrecord_filetypes', ['text', 'markdown'])
g:onrecord_settings = get(g:, 'onrecord_settings', {})
g:onrecord_key_all = get(g:, 'onrecord_key_all', '<F8>')

import autoload 'onrecord.vim'
import autoload 'onrecord/show.vim'
import autoload 'onrecord/act.vim'
import autoload 'onrecord/report.vim'

command OnrecordStart onrecord.Start(bufnr())
command OnrecordAll show.ToggleAll()
command OnrecordFindings show.List()
command OnrecordHover act.Hover()
command -nargs=? OnrecordFix act.Fix(<q-args>)
command -nargs=? OnrecordRename act.Rename(<q-args>)
command -bang OnrecordReport report.Open(<bang>0)

augroup onrecord
    autocmd!
    autocmd FileType * {
        if !get(g:, 'onrecord_disable', 0) && index(g:onrecord_filetypes, expand('<amatch>')) >= 0
            onrecord.Start(str2nr(expand('<abuf>')))
        endif
    }
    autocmd ColorScheme * show.Groups()
augroup END
