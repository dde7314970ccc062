//! Tells Zed how onrecord is started; Zed does the rest.
use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result, Worktree};

struct Onrecord;

impl zed::Extension for Onrecord {
    fn new() -> Self {
        Onrecord
    }

    /// The program that the settings name, else the one on the path.
    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<zed::Command> {
        let named = LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|s| s.binary).and_then(|b| b.path);
        let command = named
            .or_else(|| worktree.which("onrecord"))
            .ok_or("there is no program onrecord; install it, or name it in lsp.onrecord.binary.path")?;
        Ok(zed::Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|s| s.initialization_options))
    }
}

zed::register_extension!(Onrecord);
