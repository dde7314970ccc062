-- The window with the sources of a draft: Enter goes to the place, q closes it.
local M = {}

local paint = require('onrecord.paint')
local space = vim.api.nvim_create_namespace('onrecord.report')
local shown = {} -- by draft: the buffer of its report, and where each of its lines leads

local KIND = { named = 'sourceNamed', unnamed = 'sourceUnnamed', spokesperson = 'sourceSpokesperson',
  organization = 'sourceOrganization', collective = 'sourceCollective', document = 'sourceDocument', media = 'sourceMedia' }

local function params(draft, more)
  return vim.tbl_extend('force', { textDocument = { uri = vim.uri_from_bufnr(draft) } }, more or {})
end

local function listing(answer)
  local lines, leads, groups = { answer.line or '', '' }, {}, {}
  local function add(text, range, group)
    table.insert(lines, (text:gsub('%s+$', ''):gsub('\n', ' ')))
    leads[#lines], groups[#lines] = range, group
  end
  for _, source in ipairs(answer.sources) do
    local score = type(source.score) == 'number' and ('%3d'):format(math.floor(source.score + 0.5)) or '   '
    add(('%s  %s'):format(score, source.label), source.range, paint.group(KIND[source.class] or source.class))
    add('     ' .. source.told, source.range)
    for _, one in ipairs(source.attributions) do
      add(('     line %d  %s: %s'):format(one.range.start.line + 1, one.mode, one.text), one.range)
    end
    add('')
  end
  return lines, leads, groups
end

local function write(view, lines, groups)
  vim.bo[view.buffer].modifiable = true
  vim.api.nvim_buf_set_lines(view.buffer, 0, -1, false, lines)
  vim.bo[view.buffer].modifiable = false
  vim.api.nvim_buf_clear_namespace(view.buffer, space, 0, -1)
  for row, group in pairs(groups) do
    vim.api.nvim_buf_set_extmark(view.buffer, space, row - 1, 5, { end_col = #lines[row], hl_group = group })
  end
end

local function fill(draft)
  local onrecord = require('onrecord')
  local view = shown[draft]
  if view.whole then
    onrecord.request(draft, 'onrecord/report', params(draft, { format = 'text', width = 76 }), function(answer)
      view.leads = {}
      write(view, vim.split(answer.content:gsub('\n$', ''), '\n'), {})
    end)
  else
    onrecord.request(draft, 'onrecord/sources', params(draft), function(answer)
      local lines, leads, groups = listing(answer)
      view.leads = leads
      write(view, lines, groups)
    end)
  end
end

-- The whole report names places as "line 5" and "5:12".
local function place(view, draft, row)
  local lead = view.leads[row]
  if lead then
    local client = require('onrecord').client(draft)
    local line, byte = paint.byte(draft, lead.start, client and client.offset_encoding)
    return line + 1, byte
  end
  local text = vim.api.nvim_buf_get_lines(view.buffer, row - 1, row, false)[1] or ''
  local line, column = text:match('^%s*(%d+):(%d+) ')
  line = line or text:match('^%s+line (%d+) ')
  if line then
    local there = vim.api.nvim_buf_get_lines(draft, tonumber(line) - 1, tonumber(line), false)[1] or ''
    local byte = vim.fn.byteidx(there, (tonumber(column) or 1) - 1)
    return tonumber(line), math.max(byte, 0)
  end
end

local function go(draft)
  local view = shown[draft]
  local line, byte = place(view, draft, vim.api.nvim_win_get_cursor(0)[1])
  local window = vim.fn.bufwinid(draft)
  if line and window ~= -1 then
    vim.api.nvim_set_current_win(window)
    pcall(vim.api.nvim_win_set_cursor, window, { line, byte })
  end
end

local function create(draft)
  vim.cmd('botright vnew')
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].buftype, vim.bo[buffer].bufhidden, vim.bo[buffer].swapfile = 'nofile', 'wipe', false
  vim.bo[buffer].filetype = 'onrecord-report'
  vim.wo.wrap, vim.wo.number, vim.wo.relativenumber, vim.wo.signcolumn = true, false, false, 'no'
  vim.wo.linebreak, vim.wo.breakindent = true, true
  vim.keymap.set('n', '<CR>', function() go(draft) end, { buffer = buffer })
  vim.keymap.set('n', 'q', '<cmd>close<CR>', { buffer = buffer })
  return buffer
end

--- Opens the window, or fills it anew where it is open. Whole: the report as the program prints it.
function M.open(whole)
  local draft = vim.api.nvim_get_current_buf()
  if not require('onrecord').client(draft) then
    vim.notify('onrecord does not run for this buffer; :OnrecordStart starts it', vim.log.levels.WARN)
    return
  end
  local view = shown[draft]
  if not view or not vim.api.nvim_buf_is_valid(view.buffer) then
    local back = vim.api.nvim_get_current_win()
    view = { buffer = create(draft), leads = {} }
    shown[draft] = view
    vim.api.nvim_set_current_win(back)
  end
  view.whole = whole
  fill(draft)
end

--- Fills an open window anew after its draft has changed.
function M.refresh(draft)
  local view = shown[draft]
  if view and vim.api.nvim_buf_is_valid(view.buffer) then
    fill(draft)
  end
end

return M
