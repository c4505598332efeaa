package io.netstacks.core.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPromptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "New password: ",
                "Enter new UNIX password:",
                "Please re-enter the password: ",
                "Retype new passphrase:",
                "You are required to change your password immediately\nNew password: "
            })
    void a_demand_for_another_password_is_one_in_a_shell_and_between_the_questions_of_a_server(String said) {
        assertThat(new LoginPrompt(said).demandsNewPassword()).isTrue();
        assertThat(said).containsPattern(LoginPrompt.DEMAND_AT_END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Password (new): ", "Your passcode, repeat it: ", "Password, to confirm: "})
    void between_the_questions_of_a_server_the_words_may_stand_in_another_order(String said) {
        assertThat(new LoginPrompt(said).demandsNewPassword()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password: ",
                "Password for kim@new-york-1:",
                "kim@new-york-1's password: ",
                "Last login: new year\nPassword:",
                "PASSCODE: "
            })
    void the_question_for_the_password_that_there_is_is_none(String said) {
        assertThat(new LoginPrompt(said).demandsNewPassword()).isFalse();
        assertThat(said).doesNotContainPattern(LoginPrompt.DEMAND_AT_END);
    }

    @Test
    void of_a_long_text_its_end_is_shown() {
        LoginPrompt prompt = new LoginPrompt("rules of this house ".repeat(10_000) + "\nToken:\n");
        assertThat(prompt.text()).hasSize(2048).endsWith("house \nToken:");
    }

    @Test
    void what_would_steer_a_terminal_is_shown_as_a_sign() {
        assertThat(new LoginPrompt("Hello\r\n\u001B[2JToken: ").text()).isEqualTo("Hello\n\u241B[2JToken:");
    }

    @Test
    void a_demand_without_words_is_told_without_any() {
        assertThat(new LoginPrompt(" ").newPasswordDemanded())
                .isEqualTo("the device demands a new password. Change it on the device, then in the credentials;"
                        + " none was chosen here");
    }
}
