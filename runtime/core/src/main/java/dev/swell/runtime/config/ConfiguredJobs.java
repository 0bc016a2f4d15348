package dev.swell.runtime.config;

import static dev.swell.runtime.config.ConfigMessages.MESSAGES;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.smallrye.common.expression.Expression;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

import dev.swell.extension.JobSettings;

/** The keys {@code swell.cron.jobs."<identity>".*}, and whatever keys the expressions of jobs have. */
record ConfiguredJobs(SmallRyeConfig config) implements JobSettings {

    private static final Set<String> ATTRIBUTES = Set.of(EVERY, CRON, IMMEDIATE);
    private static final Pattern NAME = Pattern.compile("swell\\.cron\\.jobs\\.(?:\"(.+)\"|([^\".]+))\\.(?:"
            + String.join("|", ATTRIBUTES) + ")");
    /** As in the values of keys. */
    private static final EnumSet<Expression.Flag> SYNTAX = EnumSet.of(Expression.Flag.LENIENT_SYNTAX,
            Expression.Flag.NO_TRIM, Expression.Flag.NO_SMART_BRACES, Expression.Flag.DOUBLE_COLON);

    @Override
    public String expand(String text) {
        return Expression.compile(text, SYNTAX).evaluate((context, out) -> {
            ConfigValue value = value(context.getKey());
            if (value.getValue() != null) {
                out.append(value.getValue());
            } else if (context.hasDefault()) {
                context.expandDefault();
            } else {
                throw new IllegalArgumentException(MESSAGES.noSuchKey(context.getKey()));
            }
        });
    }

    @Override
    public Set<String> identities() {
        Set<String> identities = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            Matcher matcher = NAME.matcher(name);
            if (matcher.matches() && !isVariable(name)) {
                identities.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            }
        }
        return identities;
    }

    /** The name of an environment variable doesn't say how the identity is written. */
    private boolean isVariable(String name) {
        return "environment".equals(Origin.of(value(name).getConfigSourceName()));
    }

    @Override
    public Map<String, String> of(String identity) {
        Map<String, String> attributes = new TreeMap<>();
        for (String attribute : ATTRIBUTES) {
            for (String name : List.of("\"" + identity + "\"", identity)) {
                String text = value("swell.cron.jobs." + name + "." + attribute).getValue();
                if (text != null && !text.isBlank()) {
                    attributes.putIfAbsent(attribute, text);
                }
            }
        }
        return attributes;
    }

    private ConfigValue value(String name) {
        ConfigValue value = config.getConfigValue(name);
        if (value.hasProblems()) {
            throw new IllegalArgumentException(value.getProblems().get(0).getMessage());
        }
        return value;
    }
}
