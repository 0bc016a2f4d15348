package dev.swell.runtime.config;

import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

/** What SmallRye Config answers. */
record ConfigValues(SmallRyeConfig config) implements Values {

    @Override
    public Optional<Value> find(String property) {
        ConfigValue value = config.getConfigValue(property);
        if (value.hasProblems()) {
            throw new NoSuchElementException(value.getProblems().get(0).getMessage());
        }
        return Optional.ofNullable(value.getValue())
                .map(text -> new Value(text, Origin.of(value.getConfigSourceName(), value.getLineNumber())));
    }

    @Override
    public Map<String, String> named(Key<?> key) {
        Pattern inProperty = Pattern.compile(key.name().replace(".", "\\.").replace("\"*\"", "\"?(.+?)\"?"));
        Pattern inVariable = Pattern.compile(key.variable().replace("*", "(.+)"));
        Map<String, String> properties = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            Matcher property = inProperty.matcher(name);
            Matcher variable = inVariable.matcher(name);
            if (property.matches()) {
                properties.put(property.group(1), name);
            } else if (variable.matches()) {
                String meant = variable.group(1).replace('_', '.').toLowerCase(Locale.ROOT);
                properties.putIfAbsent(meant, key.name().replace("*", meant));
            }
        }
        return properties;
    }
}
