package dev.swell.runtime.rest;

import static dev.swell.runtime.rest.RestMessages.MESSAGES;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jboss.resteasy.util.PathHelper;

import dev.swell.extension.model.Place;

/** A path template, read more strictly than RESTEasy does: what is no variable to it, it takes for literal text. */
final class UriTemplate {

    private static final Pattern NAME = Pattern.compile(PathHelper.URI_PARAM_NAME_REGEX);

    private final Place place;
    private final String text;
    private final Set<String> variables = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    /** Reads the template of a class or method. */
    UriTemplate(Place place, String text) {
        this.place = place;
        this.text = text;
        read();
    }

    private void read() {
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length() && depth >= 0; i++) {
            char c = text.charAt(i);
            if (c == '{' && depth++ == 0) {
                start = i + 1;
            } else if (c == '}' && --depth == 0) {
                readVariable(text.substring(start, i));
            }
        }
        if (depth != 0) {
            problems.add(MESSAGES.unpairedBraces(place, text));
        }
    }

    private void readVariable(String variable) {
        int colon = variable.indexOf(':');
        String name = (colon < 0 ? variable : variable.substring(0, colon)).strip();
        variables.add(name);
        if (!NAME.matcher(name).matches()) {
            problems.add(MESSAGES.nameOfVariable(place, text, '{' + variable + '}'));
        }
        if (colon >= 0) {
            readRegex(name, variable.substring(colon + 1).strip());
        }
    }

    private void readRegex(String name, String regex) {
        if (regex.isEmpty()) {
            problems.add(MESSAGES.regexOfVariable(place, text, name, regex, "It is empty"));
            return;
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            problems.add(MESSAGES.regexOfVariable(place, text, name, regex, e.getDescription()));
        }
    }

    String text() {
        return text;
    }

    /** Returns the names of its variables, as they are written. */
    Set<String> variables() {
        return variables;
    }

    /** Returns what is wrong with it. */
    List<String> problems() {
        return problems;
    }
}
