package dev.swell.runtime.dev;

/** The page that browsers show in place of the application's while there is a problem. */
final class DevPage {

    private DevPage() {}

    static String of(Pages.State state) {
        Problem problem = state.problem();
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>""" + escaped(problem.title()) + """
                </title>
                <style>
                :root { color-scheme: light dark }
                body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 70rem }
                h1 { color: light-dark(#b00020, #ff8a80); font-size: 1.4rem }
                pre { background: light-dark(#f4f4f5, #1e1e21); border-left: .25rem solid #b00020; overflow: auto;
                      padding: 1rem; font: 14px/1.5 ui-monospace, monospace; tab-size: 4 }
                </style>
                </head>
                <body>
                <h1>""" + escaped(problem.title()) + """
                </h1>
                <pre>""" + escaped(problem.text()) + """
                </pre>
                <p>The old code goes on for all but the pages of browsers. This page reloads by itself once the new code
                serves.</p>
                """ + ReloadScript.element(state.number(), "") + """

                </body>
                </html>
                """;
    }

    static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }
}
