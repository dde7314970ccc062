-- Starts onrecord for drafts. `let g:onrecord_disable = 1` before this keeps it from starting.
if vim.g.loaded_onrecord or vim.fn.has('nvim-0.7') == 0 then
  return
end
vim.g.loaded_onrecord = 1

local onrecord = require('onrecord')
local command = vim.api.nvim_create_user_command

command('OnrecordReport', function(given)
  require('onrecord.report').open(given.bang)
end, { bang = true, desc = 'The sources of this draft; with ! the whole report' })
command('OnrecordAll', function() onrecord.toggle_all() end, { desc = 'Show every finding and hint, or be quiet again' })
command('OnrecordFix', function() vim.lsp.buf.code_action() end, { desc = 'What can be done about the finding here' })
command('OnrecordRename', function(given)
  vim.lsp.buf.rename(given.args ~= '' and given.args or nil)
end, { nargs = '?', desc = 'Rename the source here, outside quotations' })
command('OnrecordStart', function() onrecord.start(0) end, { desc = 'Start onrecord for this buffer, whatever its type' })

local group = vim.api.nvim_create_augroup('onrecord', {})
vim.api.nvim_create_autocmd('FileType', {
  group = group,
  callback = function(event)
    if not vim.g.onrecord_disable and vim.tbl_contains(onrecord.options.filetypes, event.match) then
      onrecord.start(event.buf)
    end
  end,
})
vim.api.nvim_create_autocmd('ColorScheme', {
  group = group,
  callback = function() require('onrecord.paint').groups() end,
})
