-- Colours and underlines of quotations, cues and sources. Where Neovim draws semantic tokens itself, only the
-- groups are set here; older ones get the same ranges by the request onrecord/ranges.
local M = {}

local space = vim.api.nvim_create_namespace('onrecord.paint')

-- Named and unnamed differ by underline and slant, and blue and orange are told apart without colour sight.
local GROUPS = {
  OnrecordNamed = { dark = '#7fb4ff', light = '#005f9e', cterm = { 75, 25 }, style = { underline = true, bold = true } },
  OnrecordUnnamed = { dark = '#ffb454', light = '#a34700', cterm = { 215, 130 }, style = { undercurl = true, italic = true } },
  OnrecordBody = { dark = '#9cc9b0', light = '#2d6a4f', cterm = { 115, 29 }, style = { underdashed = true }, old = 'underdash' },
  OnrecordDocument = { dark = '#c3b1e1', light = '#5b3f8c', cterm = { 183, 60 }, style = { underdotted = true }, old = 'underdot' },
  OnrecordQuotation = { dark = '#a9c7e8', light = '#1f4e79', cterm = { 152, 24 }, style = {} },
  OnrecordUnnamedQuotation = { dark = '#e8c9a0', light = '#7a4a12', cterm = { 180, 94 }, style = { italic = true } },
  OnrecordCue = { dark = '#9a9a9a', light = '#666666', cterm = { 247, 242 }, style = {} },
}

local GROUP_OF = {
  quotation = 'OnrecordQuotation', cue = 'OnrecordCue',
  sourceNamed = 'OnrecordNamed', sourceUnnamed = 'OnrecordUnnamed',
  sourceSpokesperson = 'OnrecordBody', sourceOrganization = 'OnrecordBody', sourceCollective = 'OnrecordBody',
  sourceDocument = 'OnrecordDocument', sourceMedia = 'OnrecordDocument',
}

--- The group of a type of token, or nil for what is not drawn.
function M.group(kind, modifiers)
  if kind == 'quotation' and vim.tbl_contains(modifiers or {}, 'unnamed') then
    return 'OnrecordUnnamedQuotation'
  end
  return GROUP_OF[kind]
end

--- Sets the groups, unless the user or a colour scheme has.
function M.groups()
  local dark = vim.o.background == 'dark'
  for name, group in pairs(GROUPS) do
    local look = vim.tbl_extend('force', { default = true, fg = dark and group.dark or group.light,
      ctermfg = group.cterm[dark and 1 or 2] }, group.style)
    if not pcall(vim.api.nvim_set_hl, 0, name, look) then -- 0.7 has other names for dots and dashes
      look.underdashed, look.underdotted, look[group.old] = nil, nil, true
      vim.api.nvim_set_hl(0, name, look)
    end
  end
  if not vim.lsp.semantic_tokens then -- such names are none in 0.7
    return
  end
  for kind, name in pairs(GROUP_OF) do
    vim.api.nvim_set_hl(0, '@lsp.type.' .. kind, { default = true, link = name })
  end
  vim.api.nvim_set_hl(0, '@lsp.typemod.quotation.unnamed', { default = true, link = 'OnrecordUnnamedQuotation' })
end

--- The row and the byte of a position, which counts in the units agreed with the server.
function M.byte(buffer, position, encoding)
  local line = vim.api.nvim_buf_get_lines(buffer, position.line, position.line + 1, false)[1] or ''
  if encoding == 'utf-8' then
    return position.line, math.min(position.character, #line)
  end
  local ok, byte = pcall(vim.str_byteindex, line, position.character, true)
  return position.line, ok and byte or #line
end

local function draw(buffer, ranges, encoding)
  vim.api.nvim_buf_clear_namespace(buffer, space, 0, -1)
  for _, one in ipairs(ranges) do
    local group = M.group(one.type, one.modifiers)
    if group then
      local row, column = M.byte(buffer, one.range.start, encoding)
      local end_row, end_column = M.byte(buffer, one.range['end'], encoding)
      pcall(vim.api.nvim_buf_set_extmark, buffer, space, row, column,
        { end_row = end_row, end_col = end_column, hl_group = group, priority = 125 })
    end
  end
end

--- Draws a buffer afresh, where Neovim does not do it by itself.
function M.refresh(buffer)
  local onrecord = require('onrecord')
  local client = onrecord.client(buffer)
  if vim.lsp.semantic_tokens or not client then
    return
  end
  local tick = vim.api.nvim_buf_get_changedtick(buffer)
  onrecord.request(buffer, 'onrecord/ranges', { textDocument = { uri = vim.uri_from_bufnr(buffer) } }, function(answer)
    if vim.api.nvim_buf_is_loaded(buffer) and vim.api.nvim_buf_get_changedtick(buffer) == tick then
      draw(buffer, answer.ranges, client.offset_encoding)
    end
  end)
end

return M
