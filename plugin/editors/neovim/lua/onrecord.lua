-- Starts the language server for a buffer, and says how much of what it finds is shown.
local M = {}

M.options = {
  cmd = { 'onrecord', 'lsp' },
  filetypes = { 'text', 'markdown' },
  settings = {}, -- those of the server: profile, outlet, show ...
  key_all = '<F8>', -- shows everything, and hides it again; false for no key
}

-- The virtual text and the underlines of findings wait for key_all: underlines tell sources apart.
local QUIET = {
  severity_sort = true, virtual_text = false, underline = false, signs = { severity = { min = vim.diagnostic.severity.WARN } },
}
local LOUD = { severity_sort = true, virtual_text = true, underline = true, signs = true }
local all = false
local configured = {} -- namespaces of diagnostics that have been told of all

--- Call it to change options; it need not be called.
function M.setup(options)
  M.options = vim.tbl_deep_extend('force', M.options, options or {})
end

--- The client of a buffer, or nil.
function M.client(buffer)
  local of = vim.lsp.get_clients or vim.lsp.get_active_clients
  buffer = (buffer or 0) == 0 and vim.api.nvim_get_current_buf() or buffer
  for _, client in ipairs(of()) do
    if client.name == 'onrecord' and vim.lsp.buf_is_attached(buffer, client.id) then
      return client
    end
  end
end

--- Asks the server; done(result) is called unless it fails.
function M.request(buffer, method, params, done)
  local client = M.client(buffer)
  if not client then
    vim.notify('onrecord does not run for this buffer; :OnrecordStart starts it', vim.log.levels.WARN)
    return
  end
  local function answered(problem, result)
    if not problem and result and result ~= vim.NIL then
      done(result)
    end
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, answered, buffer)
  else
    client.request(method, params, answered, buffer)
  end
end

local function configure(namespace)
  vim.diagnostic.config(all and LOUD or QUIET, namespace)
  configured[namespace] = true
end

local function each_namespace(client, act)
  local own = vim.lsp.diagnostic.get_namespace(client.id)
  for namespace, about in pairs(vim.diagnostic.get_namespaces()) do
    if namespace == own or (about.name or ''):find('lsp.onrecord.', 1, true) then
      act(namespace)
    end
  end
end

local function show_hints(buffer)
  if vim.lsp.inlay_hint and vim.lsp.inlay_hint.enable then
    vim.lsp.inlay_hint.enable(all, { bufnr = buffer })
  end
end

--- Shows all findings and the hints, or only what is serious.
function M.toggle_all()
  all = not all
  local client = M.client(0)
  if client then
    each_namespace(client, configure)
    show_hints(vim.api.nvim_get_current_buf())
  end
end

local function on_diagnostics(client, buffer)
  each_namespace(client, function(namespace)
    if not configured[namespace] then
      configure(namespace)
    end
  end)
  require('onrecord.paint').refresh(buffer)
  require('onrecord.report').refresh(buffer)
end

local function free(buffer, key)
  return vim.api.nvim_buf_call(buffer, function() return vim.fn.maparg(key, 'n') == '' end)
end

local function attached(client, buffer)
  local paint = require('onrecord.paint')
  paint.groups()
  paint.refresh(buffer)
  vim.api.nvim_create_autocmd('DiagnosticChanged', {
    buffer = buffer,
    callback = function() on_diagnostics(client, buffer) end,
  })
  vim.api.nvim_create_autocmd({ 'TextChanged', 'InsertLeave' }, {
    buffer = buffer,
    callback = function() paint.refresh(buffer) end,
  })
  if M.options.key_all and free(buffer, M.options.key_all) then
    vim.keymap.set('n', M.options.key_all, M.toggle_all, { buffer = buffer, desc = 'onrecord: show all' })
  end
  if free(buffer, 'K') then
    vim.keymap.set('n', 'K', vim.lsp.buf.hover, { buffer = buffer, desc = 'onrecord: who is this?' })
  end
end

-- The folder of the draft's desk: the nearest above it with a .onrecord or a .git, else its own.
local function root(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  local folder = name ~= '' and vim.fn.fnamemodify(name, ':p:h') or vim.fn.getcwd()
  local above = folder
  while true do
    if vim.fn.filereadable(above .. '/.onrecord') == 1 or vim.fn.getftype(above .. '/.git') ~= '' then
      return above
    end
    local next_above = vim.fn.fnamemodify(above, ':h')
    if next_above == above then
      return folder
    end
    above = next_above
  end
end

local function config(buffer)
  return {
    name = 'onrecord',
    cmd = M.options.cmd,
    root_dir = root(buffer),
    init_options = M.options.settings,
    settings = { onrecord = M.options.settings },
    on_attach = attached,
    get_language_id = function(_, filetype) return filetype end,
    commands = { ['onrecord.showReport'] = function() require('onrecord.report').open(true) end },
  }
end

-- What vim.lsp.start does, for 0.7.
local function start_old(buffer, what)
  for _, client in ipairs(vim.lsp.get_active_clients()) do
    if client.name == 'onrecord' and client.config.root_dir == what.root_dir then
      return vim.lsp.buf_attach_client(buffer, client.id)
    end
  end
  local id = vim.lsp.start_client(what)
  return id and vim.lsp.buf_attach_client(buffer, id)
end

--- Starts the server for a buffer, or lets one that runs look after it.
function M.start(buffer)
  buffer = (buffer or 0) == 0 and vim.api.nvim_get_current_buf() or buffer
  if vim.bo[buffer].buftype ~= '' then
    return
  end
  if vim.fn.executable(M.options.cmd[1]) == 0 then
    vim.notify_once(('onrecord: there is no program %s; install it, or name it with require("onrecord").setup{cmd = {…}}')
      :format(M.options.cmd[1]), vim.log.levels.WARN)
    return
  end
  if vim.lsp.start then
    vim.lsp.start(config(buffer), { bufnr = buffer })
  else
    start_old(buffer, config(buffer))
  end
end

return M
