package dev.swell.runtime.rest;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Constraint messages without an expression language. The one expression in the standard messages, which asks for an
 * attribute of the constraint, is understood: <code>${inclusive == true ? 'or equal to ' : ''}</code>.
 */
final class ConstraintMessages extends ParameterMessageInterpolator {

    private static final Pattern CHOICE = Pattern.compile("\\$\\{(\\w+) == true \\? '([^']*)' : '([^']*)'}");

    @Override
    protected String interpolate(Context context, Locale locale, String term) {
        Matcher choice = CHOICE.matcher(term);
        if (!choice.matches()) {
            return super.interpolate(context, locale, term);
        }
        Object attribute = context.getConstraintDescriptor().getAttributes().get(choice.group(1));
        return Boolean.TRUE.equals(attribute) ? choice.group(2) : choice.group(3);
    }
}
