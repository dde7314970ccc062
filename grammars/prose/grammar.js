/**
 * News prose: paragraphs, sentences and quotations.
 *
 * Every token comes from src/scanner.c, so the grammar has no conflict and no input is an error.
 */

module.exports = grammar({
  name: 'prose',

  externals: $ => [
    $.text,
    $._open,
    $._close,
    $._unclosed,
    $._sentence_gap,
    $._paragraph_gap,
    $._quoted_gap,
    $._block_quote_start,
    $.block_quote_mark,
    $._space,
  ],

  // The marks of lines that go on with a paragraph, and white space at an end of the input. Never
  // two side by side: a node of more than 65,535 children corrupts the memory of libtree-sitter
  // 0.20, and only a repeat is kept as a balanced tree.
  extras: $ => [$.block_quote_mark, $._space],

  rules: {
    document: $ => seq(
      optional($._block),
      repeat(seq($._paragraph_gap, optional($._block))),
    ),

    _block: $ => choice($.paragraph, $.block_quote),

    // A quoted blank line only parts paragraphs; any other ends the block quote.
    block_quote: $ => seq($._quoted, repeat(seq($._quoted_gap, $._quoted))),

    _quoted: $ => seq(
      alias($._block_quote_start, $.block_quote_mark),
      optional($.paragraph),
    ),

    paragraph: $ => $._sentences,

    _sentences: $ => prec.right(seq($.sentence, repeat(seq($._sentence_gap, $.sentence)))),

    sentence: $ => prec.right(repeat1(choice($.text, $.quotation))),

    // No close at the end of a paragraph; `_unclosed` is where an outer quotation closes first.
    // While a quotation is open everything belongs to it: hence prec.right, here and above.
    quotation: $ => prec.right(seq(
      field('open', alias($._open, $.quotation_mark)),
      optional($._sentences),
      optional(choice(
        field('close', alias($._close, $.quotation_mark)),
        $._unclosed,
      )),
    )),
  },
});
