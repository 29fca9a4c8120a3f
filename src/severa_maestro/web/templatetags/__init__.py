"""What templates can say and draw. It is there in every template: no ``load`` is needed."""
