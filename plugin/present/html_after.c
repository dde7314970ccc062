/* What stands behind the draft: what rests on unnamed sources only, who was asked, waivers. */
#include <string.h>

#include "present/html.h"
#include "present/sourcing.h"
#include "present/words.h"

static void open_section(struct onr_page *page, const char *name, const char *title)
{
    onr_out_format(page->out, "<section class=\"%s\">\n<h2>%s</h2>\n", name, title);
}

void onr_page_unnamed(struct onr_page *page)
{
    bool any = false;
    open_section(page, "unnamed", "Rests on unnamed sources only");
    for (uint32_t i = 0; i < page->attribution_count; i++) {
        if (!onr_rests_on_unnamed(page->view, i))
            continue;
        onr_out_text(page->out, any ? "<li>" : "<ul>\n<li>");
        any = true;
        onr_page_sign_link(page, onr_attribution_source(page->view->analysis, i));
        onr_out_format(page->out, " <a href=\"#d%ua%u\">", page->number, i);
        onr_page_excerpt(page, page->attributions[i].content, 140);
        onr_out_format(page->out, "</a> <small>%u words</small></li>\n", page->attributions[i].words);
    }
    onr_out_text(page->out, any ? "</ul>\n</section>\n"
                                : "<p class=\"faint\">Nothing does.</p>\n</section>\n");
}

void onr_page_requests(struct onr_page *page)
{
    uint32_t count;
    const struct onr_comment_request *requests = onr_comment_requests(page->view->analysis, &count);
    open_section(page, "asked", "Asked for comment");
    onr_out_text(page->out, count ? "<table>\n"
                                  : "<p class=\"faint\">Nobody, as far as the draft tells: no "
                                    "reply, refusal or silence is recorded.</p>\n");
    for (uint32_t i = 0; i < count; i++) {
        onr_out_text(page->out, "<tr><th scope=\"row\">");
        if (requests[i].party.start < requests[i].party.end)
            onr_page_excerpt(page, (struct onr_spans){&requests[i].party, 1}, 80);
        else
            onr_out_text(page->out, "the draft does not say who");
        onr_out_format(page->out, "</th><td>%s</td><td>", onr_outcome_words(requests[i].outcome));
        onr_page_line(page, requests[i].span.start);
        onr_out_text(page->out, "</td></tr>\n");
    }
    onr_out_text(page->out, count ? "</table>\n</section>\n" : "</section>\n");
}

void onr_page_waived(struct onr_page *page)
{
    uint32_t waivers;
    bool any = false;
    for (uint32_t i = 0; i < page->finding_count; i++) {
        const struct onr_finding *finding = &page->findings[i];
        if (!finding->waived)
            continue;
        if (!any)
            open_section(page, "waived", "Waived in the draft");
        onr_out_text(page->out, any ? "<li>" : "<ul>\n<li>");
        any = true;
        onr_out_text(page->out, "<bdi>");
        onr_page_text(page, finding->message, strlen(finding->message));
        onr_out_format(page->out, "</bdi> <code>%s</code> ", onr_view_rule(page->view, finding->rule)->id);
        onr_page_line(page, finding->span.start);
        struct onr_span reason = onr_waivers(page->view->analysis, &waivers)[finding->waiver].reason;
        onr_out_text(page->out, "<p class=\"fix\">Because: <bdi>");
        onr_page_text(page, onr_view_bytes(page->view, reason), reason.end - reason.start);
        onr_out_text(page->out, "</bdi></p></li>\n");
    }
    if (any)
        onr_out_text(page->out, "</ul>\n</section>\n");
}
