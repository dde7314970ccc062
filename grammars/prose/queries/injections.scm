; Prose holds no other language. A grammar that holds prose injects this one into its text, for
; example Markdown's inline nodes:
;
;   ((inline) @injection.content (#set! injection.language "prose"))
