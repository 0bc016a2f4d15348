package dev.swell.extension.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.swell.extension.model.PathTemplate.Kind;

class PathTemplateTest {

    private static final String EXAMPLES = "; examples: '/', '/hello/{name}', '/files/*'";

    @Test
    void readsLiteralsVariablesAndStar() {
        PathTemplate template = PathTemplate.parse("/shops/{shop-id}/häuser/{a.b_1}/*");
        assertThat(template.segments()).extracting("kind", "text").containsExactly(tuple(Kind.LITERAL, "shops"),
                tuple(Kind.VARIABLE, "shop-id"), tuple(Kind.LITERAL, "häuser"), tuple(Kind.VARIABLE, "a.b_1"),
                tuple(Kind.REST, "*"));
        assertThat(template).hasToString("/shops/{shop-id}/häuser/{a.b_1}/*");
    }

    @Test
    void readsTheRootAndATrailingSlash() {
        assertThat(PathTemplate.parse("/").segments()).extracting("kind", "text")
                .containsExactly(tuple(Kind.LITERAL, ""));
        assertThat(PathTemplate.parse("/a/").segments()).extracting("kind", "text")
                .containsExactly(tuple(Kind.LITERAL, "a"), tuple(Kind.LITERAL, ""));
    }

    @Test
    void templatesThatDifferInVariableNamesHaveOneShape() {
        assertThat(PathTemplate.parse("/a/{x}/*").shape()).isEqualTo("/a/{}/*")
                .isEqualTo(PathTemplate.parse("/a/{y}/*").shape());
        assertThat(PathTemplate.parse("/a").shape()).isNotEqualTo(PathTemplate.parse("/a/").shape());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "\"\"       | path template '' does not begin with a slash",
            "a/b        | path template 'a/b' does not begin with a slash",
            "//         | path template '//' has an empty segment",
            "/a//b      | path template '/a//b' has an empty segment",
            "/*/b       | path template '/*/b' goes on after the star",
            "/{}        | path template '/{}' has the variable name '': use letters, digits, '_', '-' and '.'",
            "/{a b}     | path template '/{a b}' has the variable name 'a b': use letters, digits, '_', '-' and '.'",
            "/{a}x      | path template '/{a}x' has the segment '{a}x': a variable or star must be a whole segment",
            "/a{b       | path template '/a{b' has the segment 'a{b': a variable or star must be a whole segment",
            "/a}        | path template '/a}' has the segment 'a}': a variable or star must be a whole segment",
            "/a*        | path template '/a*' has the segment 'a*': a variable or star must be a whole segment",
            "/{a}{b}    | path template '/{a}{b}' has the variable name 'a}{b': use letters, digits, '_', '-' and '.'",
            "/a?b       | path template '/a?b' has the segment 'a?b': write it decoded, without '?', '#', '%', ';' and spaces",
            "/a#b       | path template '/a#b' has the segment 'a#b': write it decoded, without '?', '#', '%', ';' and spaces",
            "/a%20b     | path template '/a%20b' has the segment 'a%20b': write it decoded, without '?', '#', '%', ';' and spaces",
            "/a;b       | path template '/a;b' has the segment 'a;b': write it decoded, without '?', '#', '%', ';' and spaces",
            "/a b       | path template '/a b' has the segment 'a b': write it decoded, without '?', '#', '%', ';' and spaces"})
    void saysWhatIsWrong(String text, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathTemplate.parse(text)).withMessage(reason + EXAMPLES);
    }

    @Test
    void refusesAVariableTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> PathTemplate.parse("/{a}/{b}/{a}"))
                .withMessage("path template '/{a}/{b}/{a}' has the variable 'a' twice: name each only once");
    }
}
