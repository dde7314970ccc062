(quotation_mark) @punctuation.delimiter
(block_quote_mark) @punctuation.special
(quotation (sentence) @string)
(block_quote (paragraph) @markup.quote)
