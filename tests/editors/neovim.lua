-- Run by Neovim itself, without a screen, on a copy of draft.txt. Prints a line for each thing that was seen.
local draft = vim.env.DRAFT
local results = {}

local function tell(name, good, told)
  table.insert(results, ('%s\t%s\t%s'):format(good and 'ok' or 'not ok', name, good and '' or tostring(told):gsub('%s+', ' ')))
end

local function wait(what)
  return vim.wait(20000, function()
    vim.cmd('redraw') -- tokens are drawn when a window is
    return what()
  end, 50)
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1]
end

-- Puts the cursor inside words.
local function at(words)
  for row, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = text:find(words, 1, true)
    if column then
      return vim.api.nvim_win_set_cursor(0, { row, column })
    end
  end
  error('the draft lacks ' .. words)
end

local function diagnostics(code)
  return vim.tbl_filter(function(d)
    return (d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code)) == code
  end, vim.diagnostic.get(0))
end

-- Where marks are: older ones keep those of diagnostics in spaces without a name.
local function spaces()
  local found = vim.tbl_values(vim.api.nvim_get_namespaces())
  for _, space in pairs(vim.diagnostic.get_namespaces()) do
    table.insert(found, space.user_data.virt_text_ns)
  end
  return found
end

-- The highlight groups drawn at the cursor, by whichever way this Neovim draws them.
local function groups()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local found = {}
  for _, space in ipairs(spaces()) do
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, space, { row - 1, 0 }, { row - 1, -1 }, { details = true })) do
      local about = mark[4]
      if mark[3] <= column and about.end_col and column < about.end_col and about.hl_group then
        local group = about.hl_group
        if type(group) == 'number' then
          group = vim.fn.synIDattr(group, 'name')
        end
        found[group] = true
        local target = vim.fn.synIDattr(vim.fn.synIDtrans(vim.fn.hlID(group)), 'name')
        found[target] = true
      end
    end
  end
  return found
end

local function check_diagnostics()
  local came = wait(function() return #diagnostics('anonymous-no-reason') > 0 end)
  tell('diagnostics arrive, with their rules', came, vim.inspect(vim.diagnostic.get(0)))
  local hint = diagnostics('anonymous-source')[1]
  vim.wait(300)
  local signs = #vim.fn.sign_getplaced(0, { group = '*' })[1].signs
  local texts, hints = 0, 0
  for _, space in ipairs(spaces()) do
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, space, 0, -1, { details = true })) do
      signs = signs + (mark[4].sign_text and 1 or 0)
      hints = hints + ((mark[4].sign_hl_group or ''):find('Hint') and 1 or 0)
      texts = texts + (mark[4].virt_text and 1 or 0)
    end
  end
  tell('hints are found but kept off the gutter', hint and signs > 0 and hints == 0 and texts == 0,
    ('%d signs, %d of hints, %d texts'):format(signs, hints, texts))
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('<F8>', true, false, true), 'xt', false)
  local shown = wait(function()
    for _, space in ipairs(spaces()) do
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, space, 0, -1, { details = true })) do
        if mark[4].virt_text then
          return true
        end
      end
    end
  end)
  tell('one key shows all', shown, 'no virtual text')
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('<F8>', true, false, true), 'xt', false)
end

local function check_highlights()
  for words, group in pairs({ ['familiar with'] = 'OnrecordUnnamed', ['Tom Baker'] = 'OnrecordNamed',
    ['There is no buyer'] = 'OnrecordQuotation', ['It is done'] = 'OnrecordUnnamedQuotation',
  }) do
    at(words)
    local seen = wait(function() return groups()[group] end)
    tell(('“%s” is drawn as %s'):format(words, group), seen, vim.inspect(groups()))
  end
  local named, unnamed = vim.api.nvim_get_hl_by_name('OnrecordNamed', true), vim.api.nvim_get_hl_by_name('OnrecordUnnamed', true)
  tell('named and unnamed differ without colour', named.underline and unnamed.undercurl and not named.undercurl,
    vim.inspect({ named, unnamed }))
end

local function check_hover()
  at('familiar with')
  vim.lsp.buf.hover()
  local text = ''
  wait(function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        text = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
      end
    end
    return text:find('no reason given', 1, true)
  end)
  tell('hover shows the card of a source', text:find('no reason given', 1, true), text)
  vim.api.nvim_exec_autocmds('CursorMoved', {})
end

local function check_rename()
  at('Baker denied')
  vim.cmd('OnrecordRename Barker')
  wait(function() return line(5):find('Barker', 1, true) end)
  tell('rename changes every mention outside quotations',
    line(5):find('^Mayor Tom Barker denied it') and line(5):find('Barker told reporters', 1, true), line(5))
end

local function check_fix()
  at('familiar with')
  local select = vim.ui.select
  local title = 'Waive anonymous-no-reason in this paragraph, with a reason'
  local offered = {}
  vim.ui.select = function(items, options, choose)
    for i, item in ipairs(items) do
      offered[i] = options.format_item(item)
      if offered[i]:find(title, 1, true) then
        return choose(item, i)
      end
    end
    choose(nil)
  end
  vim.cmd('OnrecordFix')
  local changed = wait(function() return line(3):find('onrecord: ok anonymous-no-reason', 1, true) end)
  vim.ui.select = select
  tell('a fix that is chosen changes the draft', changed, vim.inspect({ offered, line(3) }))
end

local function check_report()
  vim.cmd('OnrecordReport')
  local report
  local function text()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      local buffer = vim.api.nvim_win_get_buf(window)
      if vim.bo[buffer].filetype == 'onrecord-report' then
        report = window
        return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
      end
    end
    return ''
  end
  wait(function() return text():find('Mayor Tom', 1, true) end)
  tell('the report lists the sources', text():find('people familiar with the matter', 1, true), text())
  local draft_window = vim.api.nvim_get_current_win()
  vim.api.nvim_set_current_win(report)
  vim.fn.search('Mayor Tom')
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('<CR>', true, false, true), 'xt', false)
  tell('Enter leads from the report to the draft',
    vim.api.nvim_get_current_win() == draft_window and vim.api.nvim_get_current_line():find('^Mayor'),
    vim.api.nvim_get_current_line())
  vim.cmd('OnrecordReport!')
  wait(function() return text():find('Findings:', 1, true) end)
  tell('with ! it is the whole report', text():find('Findings:', 1, true), text())
end

local function run()
  require('onrecord').setup({ cmd = { vim.env.ONRECORD, 'lsp' } })
  vim.cmd('filetype on')
  vim.cmd('edit ' .. draft)
  for _, check in ipairs({ check_diagnostics, check_highlights, check_hover, check_rename, check_fix, check_report }) do
    local good, problem = xpcall(check, debug.traceback)
    if not good then
      tell('no error', false, problem)
    end
  end
end

local good, problem = xpcall(run, debug.traceback)
if not good then
  tell('no error', false, problem)
end
vim.fn.writefile(results, vim.env.RESULTS)
vim.cmd('qall!')
