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

    private static final Pattern CATEGORY = Pattern.compile("swell\\.log\\.category\\.\"?(.+?)\"?\\.level");
    private static final Pattern CATEGORY_VARIABLE = Pattern.compile("SWELL_LOG_CATEGORY__(.+)__LEVEL");

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
    public Map<String, String> logCategories() {
        Map<String, String> categories = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            Matcher property = CATEGORY.matcher(name);
            Matcher variable = CATEGORY_VARIABLE.matcher(name);
            if (property.matches()) {
                categories.put(property.group(1), name);
            } else if (variable.matches()) {
                String category = variable.group(1).replace('_', '.').toLowerCase(Locale.ROOT);
                categories.putIfAbsent(category, Keys.CATEGORY_LEVEL.name().replace("*", category));
            }
        }
        return categories;
    }
}
